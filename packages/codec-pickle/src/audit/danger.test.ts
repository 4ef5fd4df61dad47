import { describe, expect, test } from 'vitest';
import { dangerOf } from './danger.js';

const split = (full: string): [string, string] => {
  // The module ends where a class begins, or at the last dot.
  const parts = full.split('.');
  const at = parts.findIndex((part, i) => i > 0 && /^_?[A-Z]/.test(part));
  const cut = at > 0 ? at : parts.length - 1;
  return [parts.slice(0, cut).join('.'), parts.slice(cut).join('.')];
};

/** Names that scanners in use were shown to miss. */
const MISSED =
  `pip.main pkgutil.resolve_name importlib.import_module marshal.loads runpy.run_path pty.spawn cProfile.run cProfile.runctx profile.run
  profile.Profile.run trace.Trace.run trace.Trace.runctx timeit.timeit pdb.run bdb.Bdb.run doctest.debug_script code.InteractiveInterpreter.runcode
  ensurepip._run_pip venv.create pydoc.locate pydoc.pipepager idlelib.run.Executive.runcode idlelib.pyshell.ModifiedInterpreter.runcode
  idlelib.autocomplete.AutoComplete.get_entity idlelib.calltip.Calltip.fetch_tip idlelib.debugobj.ObjectTreeItem.SetText
  lib2to3.pgen2.grammar.Grammar.loads lib2to3.pgen2.pgen.ParserGenerator.make_label asyncio.unix_events._UnixSubprocessTransport._start
  distutils.file_util.write_file ctypes.CDLL imaplib.IMAP4_stream uuid._get_command_stdout _osx_support._read_output _aix_support._read_cmd_output
  _pyrepl.pager.pipe_pager test.support.script_helper.assert_python_ok logging.FileHandler _io.FileIO urllib.request.urlopen _interpreters.exec
  torch._dynamo.guards.GuardBuilder.get torch._inductor.codecache.compile_file torch.jit.unsupported_tensor_ops.execWrapper
  torch.utils.bottleneck.__main__.run_cprofile torch.utils.collect_env.run torch.utils._config_module.ConfigModule.load_config
  torch.utils.data.datapipes.utils.decoder.basichandlers torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression torch.hub.load
  torch.load torch.storage._load_from_bytes numpy.testing._private.utils.runstring numpy.f2py.crackfortran.getlincoef numpy.load
  numpy.ctypeslib.load_library joblib.load pandas.read_pickle pandas.eval keras.models.load_model pathlib.Path.write_text pathlib.Path.unlink
  cmd.Cmd.onecmd sched.scheduler.run concurrent.futures.ProcessPoolExecutor argparse.FileType readline.read_init_file mailcap.findmatch
  string.Formatter.get_field builtins.eval builtins.exec builtins.open os.system posix.system nt.system subprocess.Popen socket.socket shutil.rmtree
  types.FunctionType.__globals__ collections.OrderedDict.__init__.__globals__ random._os.system numpy.savetxt requests.get yaml.unsafe_load`
    .trim()
    .split(/\s+/);

test.each(MISSED)('a call of %s is dangerous', (full) => {
  expect(dangerOf(...split(full))).toBeDefined();
});

describe('what is merely unknown', () => {
  test.each([
    'my_package.models.Model',
    'my_package.models.load',
    'sklearn.ensemble._new_module.NewForest',
    'sklearn.neighbors._new_tree.newObj',
    'sklearn._loss._loss.__pyx_unpickle_CyNewLoss',
    'pandas._libs.new._unpickle_thing',
    'torch._utils._rebuild_new_tensor',
    'dill._dill._create_function',
    'cloudpickle.cloudpickle._make_skeleton_class',
    'operator.attrgetter',
    'functools.partial',
    'builtins.getattr',
    're.compile',
    'enum.Enum',
  ])('%s', (full) => {
    expect(dangerOf(...split(full))).toBeUndefined();
  });
});
