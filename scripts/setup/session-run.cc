// Compiled with tfjs-node's addon, whose calls of TF_SessionRun come here: the addon has no options of a call.
#undef TF_SessionRun
#include <cstdlib>
#include <cstring>

#include "tensorflow/c/c_api.h"

// RunOptions { inter_op_thread_pool: -1 }: operations run in the thread that calls the session, instead of being handed
// to threads of TensorFlow. An operation still uses all processors.
static const unsigned char kInCallersThread[] = {0x18, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                 0xff, 0xff, 0xff, 0xff, 0x01};
static const TF_Buffer kOptions = {kInCallersThread, sizeof(kInCallersThread), nullptr};

extern "C" void SessionRunInChosenThread(
    TF_Session *session, const TF_Buffer *run_options, const TF_Output *inputs,
    TF_Tensor *const *input_values, int ninputs, const TF_Output *outputs,
    TF_Tensor **output_values, int noutputs, const TF_Operation *const *targets,
    int ntargets, TF_Buffer *run_metadata, TF_Status *status) {
  const char *where = std::getenv("LATENT_WORKBENCH_SESSION_THREAD");
  const bool in_callers = where != nullptr && std::strcmp(where, "caller") == 0;
  TF_SessionRun(session, in_callers && run_options == nullptr ? &kOptions : run_options, inputs,
                input_values, ninputs, outputs, output_values, noutputs, targets, ntargets,
                run_metadata, status);
}
