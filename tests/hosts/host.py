"""A host in Python: simulates 100,000 children of the default scenario and writes two tables into
the current folder. The library is found as the system finds it, or in LD_LIBRARY_PATH."""
import ctypes
from ctypes import byref, c_char_p, c_int, c_size_t, c_uint64, c_void_p


class Options(ctypes.Structure):
    _fields_ = [("children", c_uint64), ("seed", c_uint64), ("stream", c_uint64),
                ("threads", c_int), ("sampling", c_int), ("subgroups", c_char_p), ("interrupted", c_void_p),
                ("progress", c_void_p), ("context", c_void_p)]


class Error(ctypes.Structure):
    _fields_ = [("status", c_int), ("text", c_char_p), ("file", c_char_p),
                ("line", c_size_t), ("column", c_size_t)]


vrosim = ctypes.CDLL("libvrosim.so.0")
vrosim.vrosim_errors_new.restype = c_void_p
vrosim.vrosim_errors_get.restype = Error
vrosim.vrosim_options_default.restype = Options
errors = c_void_p(vrosim.vrosim_errors_new())


def check(status):
    if status != 0:
        raise ValueError(vrosim.vrosim_errors_get(errors, c_size_t(0)).text.decode())


scenario, results, text = c_void_p(), c_void_p(), c_void_p()
options = vrosim.vrosim_options_default()
options.children = 100000
check(vrosim.vrosim_scenario_from_files(byref(scenario), None, c_size_t(0), None, errors))
check(vrosim.vrosim_simulate(byref(results), scenario, byref(options), errors))
for file in "summary.csv", "revision.csv":
    check(vrosim.vrosim_results_table(byref(text), results, file.encode(), errors))
    with open(file, "wb") as stream:
        stream.write(ctypes.string_at(text))
    vrosim.vrosim_text_free(text)
vrosim.vrosim_results_free(results)
vrosim.vrosim_scenario_free(scenario)
vrosim.vrosim_errors_free(errors)
