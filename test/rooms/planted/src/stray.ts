export const stray = 1; // caught: belongs to no room
