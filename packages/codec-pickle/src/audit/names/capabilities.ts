/**
 * What calls can do that no data needs, for the words of a finding and for names of packages beside the standard library. A call of a
 * standard library function that is on no list is dangerous anyhow: a deny-list never ends.
 *
 * A name is `module.name`, or `module.*` for everything below a module.
 */
export const CAPABILITIES: Readonly<Record<string, string>> = {
  'runs a command': `
    os.system os.popen os.popen2 os.popen3 os.popen4 os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe
    os.spawnl os.spawnle os.spawnlp os.spawnlpe os.spawnv os.spawnve os.spawnvp os.spawnvpe os.posix_spawn os.posix_spawnp os.startfile
    os.fork os.forkpty posix.* nt.* subprocess.* _posixsubprocess.* commands.* popen2.* pty.* asyncio.* distutils.spawn.*
    distutils.exec_command.* numpy.distutils.* _osx_support.* _aix_support.* _pyrepl.* multiprocessing.util.* concurrent.futures.*
    webbrowser.* uuid._get_command_stdout pydoc.pipepager pydoc.tempfilepager sh.* plumbum.* pexpect.* ptyprocess.* fabric.* invoke.* paramiko.*
    psutil.Popen docker.* test.support.* venv.* ensurepip.* pip.* mailcap.findmatch joblib.parallel.* joblib.externals.*
    torch.utils.collect_env.* torch.utils.cpp_extension.* torch._inductor.* torch.utils.bottleneck.*`,
  'runs Python code': `
    dill._dill._eval_repr builtins.eval builtins.exec builtins.execfile builtins.compile builtins.breakpoint builtins.input code.* codeop.* runpy.* timeit.*
    cProfile.* profile.* pstats.* pdb.* bdb.* trace.* doctest.* idlelib.* lib2to3.* cmd.* sched.* rlcompleter.* pydoc.* site.* logging.config.*
    numpy.f2py.* numpy.testing.* pandas.eval pandas.core.computation.* pandas.DataFrame.eval pandas.DataFrame.query numexpr.* sympy.*
    torch._dynamo.* torch.fx.* torch.jit.* torch.hub.* torch.utils.data.datapipes.* torch.utils._config_module.* torch._functorch.* torch.package.*
    torch.distributed.* torch.testing.* tensorflow.* keras.* tf_keras.* mlflow.* IPython.* jinja2.* mako.* setuptools.* pkg_resources.* nltk.*
    ast.parse string.Formatter.get_field types.FunctionType.__call__ _interpreters.* _xxsubinterpreters.* interpreters.*`,
  'imports a module': `
    builtins.__import__ builtins.reload importlib.* imp.* zipimport.* pkgutil.* pydoc.locate _imp.* importlib_metadata.* imputil.* ihooks.*`,
  'loads a pickle or other code': `
    pickle.* _pickle.* cPickle.* marshal.* shelve.* dill.load dill.loads dill.load_module dill.load_session dill.session.* dill.source.* dill.temp.*
    dill._dill.load dill._dill.loads cloudpickle.load cloudpickle.loads cloudpickle.cloudpickle.load cloudpickle.cloudpickle.loads joblib.load
    joblib.numpy_pickle.load joblib.numpy_pickle_compat.* numpy.load numpy.lib.npyio.load pandas.read_pickle pandas.io.* torch.load torch.serialization.load
    torch.storage._load_from_bytes yaml.* ruamel.* jsonpickle.* hickle.* skops.* xgboost.core.Booster.load_model lightgbm.basic.Booster.model_from_string`,
  'reads or writes files': `
    builtins.open io.open io.FileIO _io.FileIO _io.open io.open_code os.open os.remove os.unlink os.rename os.replace os.makedirs os.mkdir os.rmdir
    os.removedirs os.chmod os.chown os.link os.symlink os.truncate shutil.* pathlib.* tempfile.* fileinput.* distutils.* codecs.open bz2.open
    gzip.open lzma.open tarfile.* zipfile.* sqlite3.* dbm.* linecache.* filecmp.* glob.* logging.FileHandler logging.handlers.*
    argparse.FileType mmap.* readline.* numpy.savetxt numpy.save numpy.fromfile numpy.memmap numpy.genfromtxt numpy.loadtxt numpy.DataSource
    joblib.dump joblib.memory.* torch.save netrc.* configparser.*`,
  'opens a network connection': `
    socket.* _socket.* ssl.* _ssl.* urllib.* urllib2.* httplib.* http.* ftplib.* smtplib.* imaplib.* poplib.* nntplib.* telnetlib.*
    socketserver.* xmlrpc.* wsgiref.* requests.* urllib3.* httpx.* aiohttp.* websocket.* websockets.* boto3.* botocore.* fsspec.* gcsfs.* s3fs.*
    smbclient.* sklearn.datasets.* torch.utils.model_zoo.* huggingface_hub.* transformers.* datasets.* multiprocessing.connection.*
    multiprocessing.managers.*`,
  'loads native code': `
    ctypes.* _ctypes.* cffi.* _cffi_backend.* numpy.ctypeslib.* torch.ops.load_library torch._ops.* torch.classes.load_library`,
  'changes the interpreter': `
    os._exit os.abort os.kill os.killpg os.putenv os.unsetenv os.chdir os.setuid sys.* signal.* gc.* faulthandler.* atexit.* threading.*
    _thread.* copyreg.add_extension copyreg.pickle copyreg.constructor resource.* builtins.exit builtins.quit`,
};

/** Packages in which a call of a function on no list is dangerous, as in the standard library. Of their classes it is only unknown. */
export const LIBRARIES = `
  numpy scipy pandas sklearn torch torchvision torchaudio joblib keras tf_keras tensorflow lightgbm xgboost catboost matplotlib mlflow
  transformers onnx onnxruntime dill cloudpickle skl2onnx polars pyarrow dask ray`;

/**
 * Standard library names whose call is no danger by itself, only unknown: what a pickle of code, of iterators and of odd objects calls.
 * `module.*` is everything directly in a module.
 */
export const HARMLESS = `
  builtins.* operator.* _operator.* functools.* _functools.* itertools.* types.* enum.* dataclasses.* typing.* abc.* _abc.* collections.*
  collections.abc.* _collections.* _collections_abc.* re.* _sre.* reprlib.* contextlib.* contextvars.* _contextvars.* weakref.* _weakref.*
  numbers.* math.* cmath.* random.* _random.* statistics.* time.* datetime.* _datetime.* zoneinfo.* decimal.* _decimal.* _pydecimal.* fractions.*
  string.* textwrap.* struct.* _struct.* heapq.* _heapq.* bisect.* _bisect.* copy.* copyreg.* array.* uuid.* ipaddress.* hashlib.* _hashlib.*
  json.* html.* difflib.* pprint.* graphlib.* calendar.* queue.* _queue.* _frozen_importlib.* _frozen_importlib_external.* logging.*
  inspect.* io.* _io.* exceptions.* locale.* gettext.* secrets.* zlib.* base64.* binascii.* unicodedata.* ast.* symtable.* token.* tokenize.*
  email.* xml.* csv.* _csv.* argparse.* optparse.* getopt.* warnings.* traceback.* codecs.* _codecs.* encodings.* pathlib.PurePath
  pathlib.PurePosixPath pathlib.PureWindowsPath pathlib.Path pathlib.PosixPath pathlib.WindowsPath pathlib._local.*
  threading.Lock threading.RLock threading.local threading.Event threading.Condition _thread.get_ident _thread.allocate_lock _thread.RLock
  _threading_local.* __future__.* __main__.* nturl2path.* keyword.* opcode.* dis.*`;

/** What dill and cloudpickle call to build functions and classes: it stores code, and runs none. */
export const BUILDERS = `
  dill._dill.* cloudpickle.cloudpickle.* cloudpickle.cloudpickle_fast.* dill.dill.* joblib.externals.cloudpickle.cloudpickle.*
  joblib.externals.cloudpickle.cloudpickle_fast.* types.CodeType types.FunctionType types.CellType types.MethodType`;

/** Names in those modules that do more than build. */
export const NO_BUILDERS = `
  dill._dill.load dill._dill.loads dill._dill._eval_repr dill._dill.Unpickler cloudpickle.cloudpickle.load
  cloudpickle.cloudpickle.loads cloudpickle.cloudpickle_fast.load cloudpickle.cloudpickle_fast.loads`;

/** Modules that act when they are imported. */
export const ACTING_MODULES = `antigravity this idlelib.idle idlelib.__main__ turtledemo.__main__ test.regrtest lib2to3.__main__ ensurepip.__main__
  pip.__main__ venv.__main__ sqlite3.__main__`;
