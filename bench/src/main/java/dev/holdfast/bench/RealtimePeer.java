package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A Socket.IO server that stands beside the others in one run. */
enum RealtimePeer {
    /** Holdfast with every default on. */
    HOLDFAST("holdfast", "Holdfast"),
    /** socket.io on Node.js as it comes, in one process. */
    SOCKETIO("socketio", "socket.io"),
    /** The same once more: what is not 1 between the two is the machine's own. */
    SOCKETIO_AGAIN("socketio-again", "socket.io again");

    private final String word;
    private final String title;

    RealtimePeer(String word, String title) {
        this.word = word;
        this.title = title;
    }

    static RealtimePeer named(String word) {
        return Arrays.stream(values())
                .filter(peer -> peer.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + word));
    }

    String word() {
        return word;
    }

    String title() {
        return title;
    }

    Launch launch(Path root, int port) {
        return switch (this) {
            case HOLDFAST ->
                new Launch(
                        List.of(
                                program("java"),
                                "@" + root.resolve("my-app/jvm.options"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                RealtimeHoldfast.class.getName(),
                                Integer.toString(port)),
                        root,
                        Map.of(),
                        "/health");
            case SOCKETIO, SOCKETIO_AGAIN ->
                new Launch(
                        List.of("node", "--expose-gc", "server.js"),
                        root.resolve("bench/peers/socketio"),
                        Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port), "NODE_ENV", "production"),
                        "/health");
        };
    }

    /** Returns the command that has the server collect its garbage. */
    List<String> collecting(long process) {
        return switch (this) {
            case HOLDFAST -> List.of(program("jcmd"), Long.toString(process), "GC.run");
            case SOCKETIO, SOCKETIO_AGAIN -> List.of("sh", "-c", "kill -USR2 " + process);
        };
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
