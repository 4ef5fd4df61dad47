/**
 * The messages of ONNX's file format, IR version 13: field name, number and type, from which the record types, the reader and the
 * writer follow.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto
 */

/** Scalar types as protobuf names them (an enum is an int32), or the name of a message. */
export type FieldType = 'int32' | 'int64' | 'uint64' | 'float' | 'double' | 'string' | 'bytes' | MessageName;

/**
 * - `one`: optional; - `oneof`: optional, and setting it unsets the others of the message (no message has two groups);
 * - `many`: repeated, numbers one field each; - `packed`: repeated numbers in one field;
 * - `narrow`: as `many`, of int64 that are held in 32 bits where all of a list fit: half the memory, for lists that are long
 */
export type Cardinality = 'one' | 'oneof' | 'many' | 'packed' | 'narrow';

type Field = readonly [number: number, type: string, cardinality: Cardinality];

/** In order of field number, as protobuf writes them. */
export const MESSAGES = {
  ModelProto: {
    irVersion: [1, 'int64', 'one'],
    producerName: [2, 'string', 'one'],
    producerVersion: [3, 'string', 'one'],
    domain: [4, 'string', 'one'],
    modelVersion: [5, 'int64', 'one'],
    docString: [6, 'string', 'one'],
    graph: [7, 'GraphProto', 'one'],
    opsetImport: [8, 'OperatorSetIdProto', 'many'],
    metadataProps: [14, 'StringStringEntryProto', 'many'],
    trainingInfo: [20, 'TrainingInfoProto', 'many'],
    functions: [25, 'FunctionProto', 'many'],
    configuration: [26, 'DeviceConfigurationProto', 'many'],
  },
  OperatorSetIdProto: { domain: [1, 'string', 'one'], version: [2, 'int64', 'one'] },
  StringStringEntryProto: { key: [1, 'string', 'one'], value: [2, 'string', 'one'] },
  DeviceConfigurationProto: {
    name: [1, 'string', 'one'],
    numDevices: [2, 'int32', 'one'],
    device: [3, 'string', 'many'],
  },
  TrainingInfoProto: {
    initialization: [1, 'GraphProto', 'one'],
    algorithm: [2, 'GraphProto', 'one'],
    initializationBinding: [3, 'StringStringEntryProto', 'many'],
    updateBinding: [4, 'StringStringEntryProto', 'many'],
  },
  FunctionProto: {
    name: [1, 'string', 'one'],
    input: [4, 'string', 'many'],
    output: [5, 'string', 'many'],
    attribute: [6, 'string', 'many'],
    node: [7, 'NodeProto', 'many'],
    docString: [8, 'string', 'one'],
    opsetImport: [9, 'OperatorSetIdProto', 'many'],
    domain: [10, 'string', 'one'],
    attributeProto: [11, 'AttributeProto', 'many'],
    valueInfo: [12, 'ValueInfoProto', 'many'],
    overload: [13, 'string', 'one'],
    metadataProps: [14, 'StringStringEntryProto', 'many'],
  },
  GraphProto: {
    node: [1, 'NodeProto', 'many'],
    name: [2, 'string', 'one'],
    initializer: [5, 'TensorProto', 'many'],
    docString: [10, 'string', 'one'],
    input: [11, 'ValueInfoProto', 'many'],
    output: [12, 'ValueInfoProto', 'many'],
    valueInfo: [13, 'ValueInfoProto', 'many'],
    quantizationAnnotation: [14, 'TensorAnnotation', 'many'],
    sparseInitializer: [15, 'SparseTensorProto', 'many'],
    metadataProps: [16, 'StringStringEntryProto', 'many'],
  },
  TensorAnnotation: {
    tensorName: [1, 'string', 'one'],
    quantParameterTensorNames: [2, 'StringStringEntryProto', 'many'],
  },
  NodeProto: {
    input: [1, 'string', 'many'],
    output: [2, 'string', 'many'],
    name: [3, 'string', 'one'],
    opType: [4, 'string', 'one'],
    attribute: [5, 'AttributeProto', 'many'],
    docString: [6, 'string', 'one'],
    domain: [7, 'string', 'one'],
    overload: [8, 'string', 'one'],
    metadataProps: [9, 'StringStringEntryProto', 'many'],
    deviceConfigurations: [10, 'NodeDeviceConfigurationProto', 'many'],
  },
  NodeDeviceConfigurationProto: {
    configurationId: [1, 'string', 'one'],
    shardingSpec: [2, 'ShardingSpecProto', 'many'],
    pipelineStage: [3, 'int32', 'one'],
  },
  ShardingSpecProto: {
    tensorName: [1, 'string', 'one'],
    device: [2, 'int64', 'many'],
    indexToDeviceGroupMap: [3, 'IntIntListEntryProto', 'many'],
    shardedDim: [4, 'ShardedDimProto', 'many'],
  },
  IntIntListEntryProto: { key: [1, 'int64', 'one'], value: [2, 'int64', 'many'] },
  ShardedDimProto: { axis: [1, 'int64', 'one'], simpleSharding: [2, 'SimpleShardedDimProto', 'many'] },
  SimpleShardedDimProto: {
    dimValue: [1, 'int64', 'oneof'],
    dimParam: [2, 'string', 'oneof'],
    numShards: [3, 'int64', 'one'],
  },
  AttributeProto: {
    name: [1, 'string', 'one'],
    f: [2, 'float', 'one'],
    i: [3, 'int64', 'one'],
    s: [4, 'bytes', 'one'],
    t: [5, 'TensorProto', 'one'],
    g: [6, 'GraphProto', 'one'],
    floats: [7, 'float', 'many'],
    ints: [8, 'int64', 'narrow'],
    strings: [9, 'bytes', 'many'],
    tensors: [10, 'TensorProto', 'many'],
    graphs: [11, 'GraphProto', 'many'],
    docString: [13, 'string', 'one'],
    tp: [14, 'TypeProto', 'one'],
    typeProtos: [15, 'TypeProto', 'many'],
    type: [20, 'int32', 'one'],
    refAttrName: [21, 'string', 'one'],
    sparseTensor: [22, 'SparseTensorProto', 'one'],
    sparseTensors: [23, 'SparseTensorProto', 'many'],
  },
  ValueInfoProto: {
    name: [1, 'string', 'one'],
    type: [2, 'TypeProto', 'one'],
    docString: [3, 'string', 'one'],
    metadataProps: [4, 'StringStringEntryProto', 'many'],
  },
  TensorProto: {
    dims: [1, 'int64', 'many'],
    dataType: [2, 'int32', 'one'],
    segment: [3, 'TensorProtoSegment', 'one'],
    floatData: [4, 'float', 'packed'],
    int32Data: [5, 'int32', 'packed'],
    stringData: [6, 'bytes', 'many'],
    int64Data: [7, 'int64', 'packed'],
    name: [8, 'string', 'one'],
    rawData: [9, 'bytes', 'one'],
    doubleData: [10, 'double', 'packed'],
    uint64Data: [11, 'uint64', 'packed'],
    docString: [12, 'string', 'one'],
    externalData: [13, 'StringStringEntryProto', 'many'],
    dataLocation: [14, 'int32', 'one'],
    metadataProps: [16, 'StringStringEntryProto', 'many'],
  },
  TensorProtoSegment: { begin: [1, 'int64', 'one'], end: [2, 'int64', 'one'] },
  SparseTensorProto: {
    values: [1, 'TensorProto', 'one'],
    indices: [2, 'TensorProto', 'one'],
    dims: [3, 'int64', 'many'],
  },
  TypeProto: {
    tensorType: [1, 'TypeProtoTensor', 'oneof'],
    sequenceType: [4, 'TypeProtoElement', 'oneof'],
    mapType: [5, 'TypeProtoMap', 'oneof'],
    denotation: [6, 'string', 'one'],
    opaqueType: [7, 'TypeProtoOpaque', 'oneof'],
    sparseTensorType: [8, 'TypeProtoTensor', 'oneof'],
    optionalType: [9, 'TypeProtoElement', 'oneof'],
  },
  /** `TypeProto.Tensor` and `TypeProto.SparseTensor`. */
  TypeProtoTensor: { elemType: [1, 'int32', 'one'], shape: [2, 'TensorShapeProto', 'one'] },
  /** `TypeProto.Sequence` and `TypeProto.Optional`. */
  TypeProtoElement: { elemType: [1, 'TypeProto', 'one'] },
  TypeProtoMap: { keyType: [1, 'int32', 'one'], valueType: [2, 'TypeProto', 'one'] },
  TypeProtoOpaque: { domain: [1, 'string', 'one'], name: [2, 'string', 'one'] },
  TensorShapeProto: { dim: [1, 'Dimension', 'many'] },
  Dimension: { dimValue: [1, 'int64', 'oneof'], dimParam: [2, 'string', 'oneof'], denotation: [3, 'string', 'one'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field>>>>;

export type MessageName = keyof typeof MESSAGES;

interface Scalars {
  int32: number;
  int64: bigint;
  uint64: bigint;
  float: number;
  double: number;
  string: string;
  bytes: Uint8Array;
}

interface Lists {
  int32: Int32Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
  float: Float32Array;
  double: Float64Array;
  string: string[];
  bytes: Uint8Array[];
}

type Single<T> = T extends keyof Scalars ? Scalars[T] : T extends MessageName ? MessageRecord<T> : never;
type Repeated<T> = T extends keyof Lists ? Lists[T] : T extends MessageName ? MessageRecord<T>[] : never;
type FieldValue<F> = F extends readonly [number, infer T, infer C]
  ? C extends 'one' | 'oneof'
    ? Single<T>
    : C extends 'narrow'
      ? Int32Array | BigInt64Array
      : Repeated<T>
  : never;

/** What a file's record has beside the fields that we know. */
export interface WireExtras {
  /** Fields that we do not know, each with its tag, in order; views of the file. */
  $unknown?: Uint8Array[];
  /** Names of lists of numbers that are packed where the format does not, or the other way round. */
  $repacked?: string[];
}

/** A message as its fields: one that is absent in the file is absent here. */
export type MessageRecord<M extends MessageName> = {
  -readonly [F in keyof (typeof MESSAGES)[M]]?: FieldValue<(typeof MESSAGES)[M][F]>;
} & WireExtras;

export type ModelProto = MessageRecord<'ModelProto'>;
export type GraphProto = MessageRecord<'GraphProto'>;
export type NodeProto = MessageRecord<'NodeProto'>;
export type AttributeProto = MessageRecord<'AttributeProto'>;
export type TensorProto = MessageRecord<'TensorProto'>;
export type SparseTensorProto = MessageRecord<'SparseTensorProto'>;
export type ValueInfoProto = MessageRecord<'ValueInfoProto'>;
export type TypeProto = MessageRecord<'TypeProto'>;
export type FunctionProto = MessageRecord<'FunctionProto'>;
export type StringEntries = MessageRecord<'StringStringEntryProto'>[];
