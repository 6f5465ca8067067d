declare module "simjs";
