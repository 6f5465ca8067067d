import * as z from "zod";
import { open } from "../session/index.ts"; // caught: scenario may not import session
export const document = [z, open];
