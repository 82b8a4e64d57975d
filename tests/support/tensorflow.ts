/** Registers the library's backend; import it first in every test that computes with tensors. */
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
await import('@tensorflow/tfjs-node');
const tf = await import('@tensorflow/tfjs-core');

export { tf };
