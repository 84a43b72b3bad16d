// Dear ImGui's renderer asks for the whole GL state before each picture and puts it back behind it. In a browser each of those
// questions waits until everything drawn so far is done, tens of milliseconds on a weak device; and nobody else draws into this
// context. So it gets a fixed answer: a state that may be put back at any time.

type Answer = (gl: WebGL2RenderingContext) => unknown;

const kAnswers: readonly [keyof WebGL2RenderingContext, Answer][] = [
  ["ACTIVE_TEXTURE", (gl) => gl.TEXTURE0],
  ["CURRENT_PROGRAM", () => null],
  ["TEXTURE_BINDING_2D", () => null],
  ["SAMPLER_BINDING", () => null],
  ["ARRAY_BUFFER_BINDING", () => null],
  ["ELEMENT_ARRAY_BUFFER_BINDING", () => null],
  ["VERTEX_ARRAY_BINDING", () => null],
  ["VIEWPORT", (gl) => new Int32Array([0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight])],
  ["SCISSOR_BOX", (gl) => new Int32Array([0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight])],
  ["BLEND_SRC_RGB", (gl) => gl.ONE],
  ["BLEND_DST_RGB", (gl) => gl.ZERO],
  ["BLEND_SRC_ALPHA", (gl) => gl.ONE],
  ["BLEND_DST_ALPHA", (gl) => gl.ZERO],
  ["BLEND_EQUATION_RGB", (gl) => gl.FUNC_ADD],
  ["BLEND_EQUATION_ALPHA", (gl) => gl.FUNC_ADD],
  ["UNPACK_ROW_LENGTH", () => 0],
  ["UNPACK_ALIGNMENT", () => 4],
];

export function rememberState(gl: WebGL2RenderingContext): void {
  const answers = new Map<unknown, Answer>(kAnswers.map(([name, answer]) => [gl[name], answer]));
  const ask = gl.getParameter.bind(gl);
  gl.getParameter = (name: GLenum) => {
    const answer = answers.get(name);
    return answer ? answer(gl) : ask(name);
  };
}
