// The packages around ml-matrix have no types, or do not tell them.
declare module "ml-regression";
declare module "ml-xgboost";
