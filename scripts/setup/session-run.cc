// Compiled with tfjs-node's addon, whose calls of TF_SessionRun come here: the addon has no options of a call.
#undef TF_SessionRun
#include <cstdint>
#include <cstdlib>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "tensorflow/c/c_api.h"

// RunOptions { inter_op_thread_pool: -1 }: operations run in the thread that calls the session, instead of being handed
// to threads of TensorFlow. An operation still uses all processors.
static const unsigned char kInCallersThread[] = {0x18, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                 0xff, 0xff, 0xff, 0xff, 0x01};
static const TF_Buffer kOptions = {kInCallersThread, sizeof(kInCallersThread), nullptr};

// Threads of TensorFlow take numbers below the smallest normal one for zero. In another thread, an average that fades, such
// as Adam's, would have other digits.
class FlushDenormals {
 public:
#if defined(__x86_64__)
  // Results (FTZ) and operands (DAZ).
  FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040); }
  ~FlushDenormals() { _mm_setcsr(before_); }

 private:
  unsigned before_;
#elif defined(__aarch64__)
  FlushDenormals() {
    asm volatile("mrs %0, fpcr" : "=r"(before_));
    Set(before_ | (uint64_t{1} << 24));
  }
  ~FlushDenormals() { Set(before_); }

 private:
  static void Set(uint64_t fpcr) { asm volatile("msr fpcr, %0" : : "r"(fpcr)); }
  uint64_t before_;
#endif
};

extern "C" void SessionRunInChosenThread(
    TF_Session *session, const TF_Buffer *run_options, const TF_Output *inputs,
    TF_Tensor *const *input_values, int ninputs, const TF_Output *outputs,
    TF_Tensor **output_values, int noutputs, const TF_Operation *const *targets,
    int ntargets, TF_Buffer *run_metadata, TF_Status *status) {
  const char *where = std::getenv("LATENT_WORKBENCH_SESSION_THREAD");
  const bool in_callers = where != nullptr && std::strcmp(where, "caller") == 0;
  if (!in_callers || run_options != nullptr) {
    TF_SessionRun(session, run_options, inputs, input_values, ninputs, outputs, output_values,
                  noutputs, targets, ntargets, run_metadata, status);
    return;
  }
  const FlushDenormals flush;
  TF_SessionRun(session, &kOptions, inputs, input_values, ninputs, outputs, output_values, noutputs,
                targets, ntargets, run_metadata, status);
}
