// Connects to the server of the page, and tells what became of it to whoever asks.
const socket = io({ transports: ["polling", "websocket"] });

const connected = new Promise((done) => socket.once("connect", done));

const upgraded = connected.then(
    () =>
        new Promise((done) => {
            const engine = socket.io.engine;
            if (engine.transport.name === "websocket") {
                done();
            } else {
                engine.once("upgrade", done);
            }
        }),
);

window.outcome = upgraded.then(async () => {
    const said = new Promise((done) => socket.once("said", (...values) => done(values)));
    socket.emit("say", "from a page", Uint8Array.of(1, 2, 3));
    const [text, bytes] = await said;
    return {
        text,
        bytes: Array.from(new Uint8Array(bytes)),
        transport: await socket.emitWithAck("transport"),
        isSelf: (await socket.emitWithAck("who")) === socket.id,
    };
});
