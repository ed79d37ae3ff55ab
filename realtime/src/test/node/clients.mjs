// The official JavaScript client against servers whose ports are named in the environment; one line of JSON for each case.
import assert from "node:assert/strict";
import { once } from "node:events";
import { io } from "socket.io-client";
import { WebSocket } from "ws";

const { COMPANY, REMEMBERING, LEAVING } = process.env;
const PATIENCE = 20_000;
const WAYS = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

const cases = [];
const opened = [];

function each(name, run) {
    for (const way of Object.keys(WAYS)) {
        cases.push({ name: `${name} (${way})`, run: () => run(WAYS[way], way) });
    }
}

function only(name, run) {
    cases.push({ name, run: () => run(WAYS.upgrade, "upgrade") });
}

function client(port, transports, { namespace = "/", ...options } = {}) {
    const socket = io(`http://127.0.0.1:${port}${namespace}`, {
        forceNew: true,
        transports,
        reconnectionDelay: 20,
        reconnectionDelayMax: 100,
        ...options,
    });
    opened.push(socket);
    return socket;
}

async function connected(port, transports, options) {
    const socket = client(port, transports, options);
    await next(socket, "connect");
    return socket;
}

function next(emitter, event) {
    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no "${event}" has come`)), PATIENCE);
        emitter.once(event, (...values) => {
            clearTimeout(late);
            resolve(values);
        });
    });
}

function collect(socket, event, many) {
    return new Promise((resolve, reject) => {
        const all = [];
        const late = setTimeout(() => reject(new Error(`${all.length} of ${many} "${event}" have come`)), PATIENCE);
        socket.on(event, (value) => {
            all.push(value);
            if (all.length === many) {
                clearTimeout(late);
                resolve(all);
            }
        });
    });
}

async function upgraded(socket) {
    if (socket.io.engine.transport.name !== "websocket") {
        await next(socket.io.engine, "upgrade");
    }
}

const numbers = (many) => Array.from({ length: many }, (_, number) => number);

each("it connects and knows its own id", async (transports) => {
    const socket = await connected(COMPANY, transports);
    assert.deepEqual(await new Promise((done) => socket.emit("who", (...all) => done(all))), [socket.id, false]);
});

only("it changes to websocket where it may", async (transports) => {
    const socket = await connected(COMPANY, transports);
    await upgraded(socket);
    assert.equal(await socket.emitWithAck("transport"), "websocket");
});

each("events go both ways whatever comes with them", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const values = [1, 1.5, "é\u2028\u001e😀", null, true, [], { a: [1, { b: null }] }];
    socket.emit("say", ...values);
    assert.deepEqual(await next(socket, "said"), values);
});

each("bytes go both ways at any depth", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const bytes = Buffer.from([0, 1, 30, 255, 127]);
    socket.emit("say", bytes, { deep: [{ file: Uint8Array.of(5, 6) }] });
    const [first, second] = await next(socket, "said");
    assert.deepEqual(Buffer.from(first), bytes);
    assert.deepEqual(Buffer.from(second.deep[0].file), Buffer.from([5, 6]));
});

each("each side answers the other", async (transports) => {
    const socket = await connected(COMPANY, transports);
    socket.on("question", (asked, answer) => answer(`yes, ${asked}`));
    assert.equal(await socket.emitWithAck("interview", "really?"), "yes, really?");
});

each("it waits for an answer no longer than it says, and one that is late does no harm", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const asked = next(socket, "wait");
    await assert.rejects(socket.timeout(50).emitWithAck("put-off"), /timed out/);
    const [release] = await asked;
    release();
    assert.equal(await socket.emitWithAck("who"), socket.id);
});

each("the server waits for its answer no longer than the program says", async (transports) => {
    const socket = await connected(COMPANY, transports);
    assert.equal(await socket.emitWithAck("interview-briefly", "?"), "the operation has timed out");
});

each("an event that nobody listens to is answered by a code", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const refused = await socket.emitWithAck("nonsense");
    assert.equal(refused.status, "error");
    assert.equal(refused.code, "not_found");
});

each("what is told in a room reaches those in it and not who tells it", async (transports) => {
    const [ann, bob, eve] = await Promise.all([1, 2, 3].map(() => connected(COMPANY, transports)));
    const heard = { ann: [], bob: [], eve: [] };
    ann.on("told", (what) => heard.ann.push(what));
    bob.on("told", (what) => heard.bob.push(what));
    eve.on("told", (what) => heard.eve.push(what));
    await ann.emitWithAck("join", "attic");
    await bob.emitWithAck("join", "attic");
    await ann.emitWithAck("tell", "attic", "first");
    await bob.emitWithAck("tell", "attic", "second");
    await bob.emitWithAck("leave", "attic");
    await ann.emitWithAck("tell", "attic", "third");
    await Promise.all([ann, bob, eve].map((socket) => socket.emitWithAck("who")));
    assert.deepEqual(heard, { ann: ["second"], bob: ["first"], eve: [] });
});

each("namespaces share a connection and nothing else", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const second = socket.io.socket("/second");
    const made = socket.io.socket("/room-7");
    const nowhere = socket.io.socket("/nowhere");
    const [[error]] = await Promise.all([
        next(nowhere, "connect_error"),
        next(second, "connect"),
        next(made, "connect"),
    ]);
    assert.equal(error.message, "Invalid namespace");
    assert.equal(await second.emitWithAck("ask", 2), 2);
    assert.equal(await made.emitWithAck("where"), "/room-7");
    assert.notEqual(second.id, socket.id);
    second.disconnect();
    assert.equal(await socket.emitWithAck("who"), socket.id);
});

each("a namespace that was left can be joined again over the same connection", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const second = socket.io.socket("/second");
    await next(second, "connect");
    second.disconnect().connect();
    await next(second, "connect");
    assert.equal(await second.emitWithAck("ask", 3), 3);
});

each("it hears and says every event where it listens to all of them", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const incoming = [];
    const outgoing = [];
    socket.onAny((...all) => incoming.push(all));
    socket.onAnyOutgoing((...all) => outgoing.push(all));
    socket.emit("say", "x");
    await next(socket, "said");
    assert.deepEqual(incoming.at(-1), ["said", "x"]);
    assert.deepEqual(outgoing, [["say", "x"]]);
});

each("an event to be lost rather than late arrives where the line is free", async (transports) => {
    const socket = await connected(COMPANY, transports);
    for (const wish of ["say", "blink"]) {
        await untilSaid(socket, (word) => socket.volatile.emit(wish, word));
    }
});

/** Either side drops it where its line is taken at that moment, so that it may take more than one. */
async function untilSaid(socket, emit) {
    let said;
    socket.once("said", (word) => (said = word));
    for (let round = 0; said === undefined && round < 1000; round++) {
        emit(round);
        await socket.emitWithAck("who");
    }
    assert.equal(typeof said, "number");
}

each("an event that is not to be compressed arrives all the same", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const long = "ab".repeat(5000);
    socket.compress(false).emit("say-unpacked", long);
    assert.deepEqual(await next(socket, "said"), [long]);
});

each("many events keep their order, also across the upgrade", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const counted = collect(socket, "number", 1000);
    const said = collect(socket, "said", 1000);
    socket.emit("count", 1000);
    for (const number of numbers(1000)) {
        socket.emit("say", number);
        if (number % 100 === 0) {
            await new Promise(setImmediate);
        }
    }
    assert.deepEqual(await counted, numbers(1000));
    assert.deepEqual(await said, numbers(1000));
});

each("what is sent again until it is answered arrives in order", async (transports) => {
    const socket = await connected(COMPANY, transports, { retries: 5, ackTimeout: 10_000 });
    const said = collect(socket, "said", 20);
    const answers = await Promise.all(
        numbers(20).map((number) => new Promise((done) => socket.emit("say", number, (error) => done(error)))),
    );
    assert.ok(answers.every((error) => error === null));
    assert.deepEqual(await said, numbers(20));
});

each("what is sent again until it is answered survives a lost connection", async (transports) => {
    const socket = await connected(COMPANY, transports, { retries: 5, ackTimeout: 10_000 });
    const back = next(socket.io, "reconnect");
    const said = next(socket, "said");
    const answered = new Promise((done) => {
        socket.emit("say", "kept", (error) => done(error));
        socket.io.engine.close();
    });
    await back;
    assert.equal(await answered, null);
    assert.deepEqual(await said, ["kept"]);
});

each("it is who its token says", async (transports) => {
    const socket = await connected(COMPANY, transports, { namespace: "/members", auth: { token: "ann" } });
    assert.equal(await socket.emitWithAck("who"), "ann");
});

each("who is not let in is told why in words and by a code", async (transports) => {
    const [error] = await next(client(COMPANY, transports, { namespace: "/never" }), "connect_error");
    assert.equal(error.message, "nobody comes in here");
    assert.equal(error.data.code, "forbidden");
});

each("who was not let in connects again with something better", async (transports) => {
    const socket = client(COMPANY, transports, { namespace: "/members", auth: { token: "forged" } });
    const [error] = await next(socket, "connect_error");
    assert.equal(error.data.code, "unauthenticated");
    assert.equal(socket.active, false);
    socket.auth.token = "bob";
    socket.connect();
    await next(socket, "connect");
    assert.equal(await socket.emitWithAck("who"), "bob");
});

each("an expired token ends it", async (transports, way) => {
    const token = `brief-js-${way}`;
    const socket = await connected(COMPANY, transports, { namespace: "/members", auth: { token } });
    const told = next(socket, "problem");
    const ended = next(socket, "disconnect");
    await fetch(`http://127.0.0.1:${COMPANY}/control/expire/${token}`, { method: "POST" });
    assert.equal((await told)[0].code, "unauthenticated");
    assert.equal((await ended)[0], "io server disconnect");
    assert.equal(socket.active, false);
});

each("whom the server puts out knows that it was the server", async (transports) => {
    for (const wish of ["put-me-out", "hang-up"]) {
        const socket = await connected(COMPANY, transports);
        socket.emit(wish);
        assert.equal((await next(socket, "disconnect"))[0], "io server disconnect");
        assert.equal(socket.active, false);
    }
});

only("whom the server puts out while it changes to websocket is let through, and told", async () => {
    const path = `127.0.0.1:${COMPANY}/socket.io/?EIO=4`;
    const handshake = await (await fetch(`http://${path}&transport=polling`)).text();
    const { sid } = JSON.parse(handshake.slice(1));
    const polled = `http://${path}&transport=polling&sid=${sid}`;
    const post = (body) => fetch(polled, { method: "POST", body });
    await post("40");
    while (!(await (await fetch(polled)).text()).includes("welcome"));
    const socket = new WebSocket(`ws://${path}&transport=websocket&sid=${sid}`);
    await once(socket, "open");
    socket.send("2probe");
    await once(socket, "message");
    await post('42["hang-up"]');
    while ((await post("3")).ok);

    socket.send("5");

    const [message] = await once(socket, "message");
    assert.equal(message.toString(), "41");
    await once(socket, "close");
});

each("it comes back by itself when the server ends the connection", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const before = socket.id;
    socket.emit("break-off", "lost");
    assert.equal((await next(socket, "disconnect"))[0], "transport close");
    await next(socket, "connect");
    assert.notEqual(socket.id, before);
    assert.ok(!socket.recovered);
});

each("what it says while it is away is said when it is back", async (transports) => {
    const socket = await connected(COMPANY, transports);
    const ended = next(socket, "disconnect");
    socket.io.engine.close();
    await ended;
    socket.emit("say", "meanwhile");
    assert.deepEqual(await next(socket, "said"), ["meanwhile"]);
});

each("it goes on where it was, with its id, its rooms and what it has missed, as often as it must", async (transports) => {
    const [ann, bob] = await Promise.all([1, 2].map(() => connected(REMEMBERING, transports)));
    const id = ann.id;
    const told = [];
    ann.on("told", (what) => told.push(what));
    await ann.emitWithAck("join", "attic");
    for (const round of [1, 2, 3]) {
        const back = next(ann, "connect");
        ann.io.engine.close();
        await bob.emitWithAck("tell", "attic", `missed ${round}`);
        await back;
        await bob.emitWithAck("tell", "attic", `heard ${round}`);
        assert.equal(await ann.emitWithAck("who"), id);
        assert.equal(ann.recovered, true);
    }
    assert.deepEqual(told, ["missed 1", "heard 1", "missed 2", "heard 2", "missed 3", "heard 3"]);
});

each("it goes on where it was when it has heard nothing yet", async (transports) => {
    const socket = await connected(REMEMBERING, transports, { namespace: "/second" });
    const id = socket.id;
    socket.io.engine.close();
    await next(socket, "connect");
    assert.equal(socket.id, id);
    assert.equal(socket.recovered, true);
});

each("what is said to it after the server has ended the connection is not lost", async (transports) => {
    const socket = await connected(REMEMBERING, transports);
    const missed = next(socket, "missed");
    socket.emit("break-off", "late");
    assert.equal((await next(socket, "disconnect"))[0], "transport close");
    await next(socket, "connect");
    assert.equal(socket.recovered, true);
    assert.equal((await missed)[0], "late");
});

each("who was put out does not go on where it was", async (transports) => {
    const socket = await connected(REMEMBERING, transports);
    const id = socket.id;
    socket.emit("put-me-out");
    await next(socket, "disconnect");
    socket.connect();
    await next(socket, "connect");
    assert.notEqual(socket.id, id);
    assert.equal(socket.recovered, false);
});

each("it goes to another server when this one stops", async (transports, way) => {
    const { cable, leaving } = JSON.parse(LEAVING)[way];
    const socket = await connected(cable, transports);
    const before = socket.id;
    await socket.emitWithAck("who");
    const ended = next(socket, "disconnect");
    await fetch(`http://127.0.0.1:${leaving}/control/stop`, { method: "POST" });
    assert.equal((await ended)[0], "transport close");
    await next(socket, "connect");
    assert.notEqual(socket.id, before);
    assert.equal(await socket.emitWithAck("who"), socket.id);
});

function say(line) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** An answer that never comes must not keep the others from being asked for. */
function within(time, run) {
    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("it does not come to an end")), time);
        run()
            .then(resolve, reject)
            .finally(() => clearTimeout(late));
    });
}

for (const { name, run } of cases) {
    try {
        await within(2 * PATIENCE, run);
        say({ name });
    } catch (error) {
        say({ name, error: error.stack });
    }
    for (const socket of opened.splice(0)) {
        socket.io.reconnection(false);
        socket.disconnect();
    }
}
say({ all: cases.length });
process.exit();
