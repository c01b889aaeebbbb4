// The parts of an ONNX model that are used here, and their numbers in the file (https://github.com/onnx/onnx, onnx.proto).

/** The element types of tensors that are read. */
export type OnnxElementType = "float" | "double" | "int64" | "string" | "bool";

/** A constant of the graph. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: OnnxElementType;
  readonly dims: readonly number[];
  /** Row-major; length: the product of the dims. Truths are 0 and 1, texts their places in `texts`. */
  readonly values: Float64Array;
  /** The texts of a tensor of texts. */
  readonly texts?: readonly string[] | undefined;
}

/** The value of an attribute: a number, a text, and lists: single-precision numbers, whole numbers, texts. */
export type OnnxAttribute = number | string | Float64Array | readonly number[] | readonly string[];

/** One operation. */
export interface OnnxNode {
  readonly operator: string;
  /** Empty for the standard operators, `ai.onnx.ml` for those of machine learning. */
  readonly domain: string;
  /** Names of values; an empty one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** An input or output of the graph. */
export interface OnnxPort {
  readonly name: string;
  readonly type: OnnxElementType;
  /** The length of each axis; undefined for any. */
  readonly dims: readonly (number | undefined)[];
}

/** A graph of operations, in an order in which they can be done. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}

/** The numbers of the element types in `TensorProto.DataType`. */
export const ELEMENT_TYPES: Readonly<Record<OnnxElementType, number>> = {
  float: 1,
  int64: 7,
  string: 8,
  bool: 9,
  double: 11,
};

/** The kinds of attributes, `AttributeProto.AttributeType`. */
export const ATTRIBUTE_KINDS = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
  strings: 8,
} as const;

/** The fields of each message. */
export const FIELDS = {
  model: { irVersion: 1, producerName: 2, producerVersion: 3, graph: 7, opsetImport: 8 },
  opset: { domain: 1, version: 2 },
  graph: { node: 1, name: 2, initializer: 5, input: 11, output: 12 },
  node: { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 },
  attribute: { name: 1, f: 2, i: 3, s: 4, t: 5, floats: 7, ints: 8, strings: 9, type: 20 },
  tensor: {
    dims: 1,
    dataType: 2,
    floatData: 4,
    int32Data: 5,
    stringData: 6,
    int64Data: 7,
    name: 8,
    rawData: 9,
    doubleData: 10,
  },
  valueInfo: { name: 1, type: 2 },
  type: { tensor: 1 },
  tensorType: { elementType: 1, shape: 2 },
  shape: { dim: 1 },
  dim: { value: 1, param: 2 },
} as const;
