// Written by tools/docs/audit-rules.mjs: change the rules.
import type { Finding } from '@brine/core';

interface About {
  readonly title: string;
  readonly text: string;
  readonly severity: Finding['severity'];
}

/** What findings mean, by code. */
export const RULES: Readonly<Record<string, About>> = {
  'BRINE-CORE-001': {
    title: 'A file of several formats at once',
    text: 'The bytes are surely a file of more than one format: which one a program sees depends on the program, and a scanner may see another. No library writes such a file.',
    severity: 'high',
  },
  'BRINE-CORE-002': {
    title: 'A file of no known format',
    text: 'Nothing that is installed knows the format, so nothing is proven. `brine codecs` lists what is installed, and what could be.',
    severity: 'medium',
  },
  'BRINE-CORE-003': {
    title: 'A format without rules',
    text: 'The codec of the format has no rules for an audit.',
    severity: 'low',
  },
  'BRINE-CORE-004': {
    title: 'A file that cannot be judged',
    text: 'The audit itself came to a limit or an end. What it did not see is not proven.',
    severity: 'medium',
  },
  'BRINE-CLI-001': {
    title: 'Judging takes too long',
    text: 'The audit of the file was ended when its time was over, so that nothing is proven. A file of usual size is judged in a fraction of a second: a program that loads this one may hang. If you trust where it comes from, give it more time (`--timeout SECONDS`).',
    severity: 'medium',
  },
  'BRINE-CLI-002': {
    title: 'Judging takes too much memory',
    text: 'The audit of the file was ended when it took more memory than it may, so that nothing is proven. A program that loads the file may need as much. If you trust where it comes from, give it more (`--limit bytes=N`).',
    severity: 'medium',
  },
  'BRINE-PICKLE-001': {
    title: 'A call that runs code, or reaches out of the process',
    text: 'Python would make this call while it loads the file, before the program sees any value: a shell command, Python code, an import, a file, the network, the interpreter itself. No library that saves models writes such a call. Do not load the file.',
    severity: 'critical',
  },
  'BRINE-PICKLE-002': {
    title: 'A change to something that the whole process shares',
    text: 'Items, entries or a state are given to something that the stream names, not to a value that it makes: `sys.path`, `os.environ`, a class. Python would change it for every other user in the process. Do not load the file.',
    severity: 'critical',
  },
  'BRINE-PICKLE-003': {
    title: 'Stored code that makes a dangerous call',
    text: 'The file holds a function as compiled code. Loading it does not run it, calling it does, and what its code names is a call that runs commands or code. Read the code (`brine dis --functions`) before you call it.',
    severity: 'critical',
  },
  'BRINE-PICKLE-004': {
    title: 'A call of something that is not on the list',
    text: 'Python would call this while it loads the file. Nothing is known of it, neither that it is safe nor that it is not. If you know it, name it in a policy file (`--policy`); or convert the file, which never calls it.',
    severity: 'medium',
  },
  'BRINE-PICKLE-005': {
    title: 'A known name, used as no library uses it',
    text: 'The name is on the list, but not for this operation, or not with such arguments or such a state: what it would do then is not known. Honest files do this only when a library is newer than the list: please report it.',
    severity: 'medium',
  },
  'BRINE-PICKLE-006': {
    title: 'A name that is not on the list',
    text: 'The stream refers to a class or function without calling it. Python imports its module to find it, and the program gets a value that runs when it is called. If you know it, name it in a policy file.',
    severity: 'medium',
  },
  'BRINE-PICKLE-007': {
    title: 'A value that comes from outside the stream',
    text: 'A persistent id or an extension code: what Python makes of it depends on the program that loads the file. Pass the extensions (`--extension`) to have them judged.',
    severity: 'medium',
  },
  'BRINE-PICKLE-008': {
    title: 'The stream is damaged or crafted',
    text: 'Python refuses the stream here, or reads it otherwise than we do. What comes before is judged, what follows cannot be. Files that were cut off by a download look the same.',
    severity: 'high',
  },
  'BRINE-PICKLE-009': {
    title: 'Bytes after the last pickle',
    text: 'Python reads to the end of the first pickle and leaves the rest, which nothing accounts for: it may be another format, or data that a second load reads.',
    severity: 'medium',
  },
  'BRINE-PICKLE-010': {
    title: 'A limit was reached',
    text: 'The audit stopped here, so the rest of the file is not judged. If you trust where it comes from, raise the limit (`--limit`).',
    severity: 'medium',
  },
  'BRINE-PICKLE-011': {
    title: 'A small file that becomes a huge value',
    text: 'The value shares its parts so often, nests so deep, or names such numbers, that walking, printing or hashing it takes all memory or time. No honest library writes such a value.',
    severity: 'medium',
  },
  'BRINE-PICKLE-012': {
    title: 'A pickle inside, which would not be safe to load',
    text: 'Bytes in the stream are a pickle of their own. They do nothing by themselves; a program that loads them runs what they call.',
    severity: 'high',
  },
  'BRINE-PICKLE-013': {
    title: 'A stored function',
    text: 'The file holds compiled code of Python (dill, cloudpickle). Loading builds the function and does not call it, and no dangerous call was seen in it; that is no proof of what it does when it is called.',
    severity: 'low',
  },
  'BRINE-PICKLE-014': {
    title: 'A module that acts when it is imported',
    text: 'To find the name Python imports its module, and this module does something at that moment.',
    severity: 'high',
  },
  'BRINE-PICKLE-015': {
    title: 'Data in a buffer that was not given',
    text: 'A stream of protocol 5 may leave the bytes of arrays to the program that loads it; without them Python refuses it. What is done with them is judged as it is for any bytes. Pass the buffers (`--buffers`) to have the stream judged as it will be loaded.',
    severity: 'low',
  },
  'BRINE-JOBLIB-001': {
    title: 'An array in a file beside this one, which is not there or is no array',
    text: 'joblib 0.9 and older put each array in a file of its own beside the pickle. The audit follows them: keep the files that joblib wrote together. What is no array joblib would load as a pickle, and run.',
    severity: 'medium',
  },
  'BRINE-JOBLIB-002': {
    title: 'A damaged zfile',
    text: 'joblib 0.9 and older compressed into zfiles: a mark, the length of what is inside, zlib data. This one holds something else, or more. Get it again, or dump it again with a newer joblib.',
    severity: 'medium',
  },
  'BRINE-CONTAINERS-001': {
    title: 'A decompression bomb',
    text: 'A small file that becomes a huge one: one byte repeated, or compressed more than once so that each layer multiplies the last. Whoever decompresses it runs out of memory. No library saves a model so.',
    severity: 'high',
  },
  'BRINE-CONTAINERS-002': {
    title: 'Compressed data that is damaged',
    text: 'The data cannot be decompressed to its end, so what is inside is not judged, or only in part. A download that was cut off looks so.',
    severity: 'medium',
  },
  'BRINE-CONTAINERS-003': {
    title: 'More comes out than the limits allow',
    text: 'What is inside is larger than the limits. An array of zeros compresses as well as a bomb does: if you trust where the file comes from, raise the limit (`--limit expansion=N`, `--limit expanded=N`).',
    severity: 'medium',
  },
  'BRINE-CONTAINERS-004': {
    title: 'Bytes behind the compressed data',
    text: 'Python does not read what follows the compressed data; nothing accounts for it.',
    severity: 'medium',
  },
  'BRINE-ZIP-001': {
    title: 'An archive that readers read differently',
    text: 'The directory, the headers of the members and the bytes of the file do not agree: one program may see other members, names or contents than the next, and this is how files are slipped past scanners. No library writes such an archive; a damaged download looks so too.',
    severity: 'high',
  },
  'BRINE-ZIP-002': {
    title: 'An archive that becomes huge',
    text: 'Members share their bytes, or become so many times as large as they are stored, that whoever unpacks them runs out of disk or memory. No library saves a model so.',
    severity: 'high',
  },
  'BRINE-ZIP-003': {
    title: 'A member is larger than the limits allow',
    text: 'The member is not judged. If you trust where the file comes from, raise the limit (`--limit expanded=N`).',
    severity: 'medium',
  },
  'BRINE-ZIP-004': {
    title: 'A member that nothing accounts for',
    text: 'The member is of no format that is known here, and not one that the library which writes such archives puts into them: a program may read it all the same.',
    severity: 'medium',
  },
  'BRINE-ZIP-005': {
    title: 'Code in the archive',
    text: 'The archive holds code: TorchScript, which PyTorch runs when the model is called and which reaches what its operators reach, or plain Python. It is not proven what it does.',
    severity: 'low',
  },
  'BRINE-NUMPY-001': {
    title: 'A header that does not fit the file',
    text: 'The header is not what numpy writes, or says more than there is: numpy refuses it, or a careless reader runs it as code. Get the file again.',
    severity: 'medium',
  },
  'BRINE-NUMPY-002': {
    title: 'Bytes behind the array',
    text: 'numpy does not read what follows the elements; nothing accounts for it.',
    severity: 'low',
  },
  'BRINE-ONNX-001': {
    title: 'Weights from a file outside of the folder',
    text: 'The model names a file by a path, an address or a name that ends early: whoever loads the model reads that file of the machine, and serves it as weights. ONNX allows names of files beside the model only.',
    severity: 'critical',
  },
  'BRINE-ONNX-002': {
    title: 'A model that is damaged or not valid',
    text: "The file breaks the format's rules, or those of onnx's own checker, or its weights are not there: what a runtime makes of it is not known.",
    severity: 'medium',
  },
  'BRINE-ONNX-003': {
    title: 'Operators that a runtime has to be given',
    text: 'The model uses operators that are not of ONNX and not defined in the file. What they do is code that is loaded beside the model.',
    severity: 'medium',
  },
  'BRINE-ONNX-004': {
    title: 'A model that may not end, or take all memory',
    text: 'A loop has no bound, subgraphs nest deeper than models do, or an operator makes a tensor of more elements than memory holds. Loading it is harmless, running it is not.',
    severity: 'medium',
  },
  'BRINE-SAFETENSORS-001': {
    title: 'A header that does not fit the file',
    text: 'The header is no JSON of tensors, names one twice, or its places overlap, leave holes or pass the end. The format has no code, but readers disagree on such a file. Get it again.',
    severity: 'medium',
  },
  'BRINE-KERAS-001': {
    title: 'A layer that runs dangerous code',
    text: 'The configuration names a function or class outside of Keras that runs commands or code, or holds compiled code that names one: Keras imports and calls it when the model is loaded or used. Do not load the file.',
    severity: 'critical',
  },
  'BRINE-KERAS-002': {
    title: 'A layer with code of its own',
    text: 'A Lambda layer holds compiled Python code, which Keras runs when the model is used; in .h5 files it does so whatever `safe_mode` says. No dangerous call was seen in it, which is no proof.',
    severity: 'medium',
  },
  'BRINE-KERAS-003': {
    title: 'A class that is not of Keras',
    text: 'The configuration names a class or function that is not of Keras: its code has to be there when the model is loaded, and what it does is not known.',
    severity: 'medium',
  },
  'BRINE-KERAS-004': {
    title: 'A file of the machine that loads the model',
    text: 'The configuration names a file, which Keras reads when the model is loaded: its content becomes a part of the model.',
    severity: 'high',
  },
  'BRINE-KERAS-005': {
    title: 'A shape that takes all memory',
    text: 'A layer is so large that building it takes all memory, though the file is small.',
    severity: 'medium',
  },
  'BRINE-KERAS-006': {
    title: 'A configuration that cannot be read',
    text: 'The configuration of the model is no JSON, or nests deeper than any model: what it says is not judged.',
    severity: 'medium',
  },
  'BRINE-HDF5-001': {
    title: 'Data in another file of the machine',
    text: 'A dataset says that its elements are the bytes of another file: whoever reads the dataset reads that file of the machine (CVE-2026-1669), and serves it as weights. Brine never follows it; other readers do.',
    severity: 'critical',
  },
  'BRINE-HDF5-002': {
    title: 'A link to another file',
    text: 'A link leads to an object of another file, which readers open without asking.',
    severity: 'high',
  },
  'BRINE-HDF5-003': {
    title: 'A file that is damaged',
    text: 'A part of the file cannot be read, so what it is is not known.',
    severity: 'medium',
  },
  'BRINE-HDF5-004': {
    title: 'Groups without an end, or far more data than there is',
    text: 'A group holds itself, links lead in a circle, groups nest deeper than files do, or a dataset has far more elements than the file has bytes: walking or reading it takes all time or memory.',
    severity: 'medium',
  },
  'BRINE-HDF5-005': {
    title: 'A decompression bomb',
    text: 'One compressed chunk becomes hundreds of times the whole file. No library saves weights so.',
    severity: 'high',
  },
  'BRINE-HDF5-006': {
    title: 'A pickle in an attribute',
    text: 'An attribute is a pickle that is not safe to load. HDF5 does nothing with it; PyTables and pandas load it when the attribute is looked at.',
    severity: 'high',
  },
  'BRINE-HDF5-007': {
    title: 'Bytes that belong to nothing',
    text: 'Room that an object keeps free in its header is not empty: damage, or something hidden. `h5repack` writes the file without it.',
    severity: 'low',
  },
};
