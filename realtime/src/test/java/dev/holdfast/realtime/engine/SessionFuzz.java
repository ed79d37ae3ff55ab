package dev.holdfast.realtime.engine;

import java.nio.charset.StandardCharsets;

/**
 * Any bytes, taken for what clients and their server do: a step a line, and its first letter says which. Whatever they do, every request
 * is answered, and nothing is left when the engine closes.
 */
public final class SessionFuzz {

    private static final int MOST_STEPS = 64;
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final String SAME = "&sid=$";

    private SessionFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        var stage = new FuzzStage();
        var steps = new String(input, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isEmpty())
                .limit(MOST_STEPS)
                .toList();
        for (var step : steps) {
            var isOfClient = asked(stage, step.charAt(0), step.substring(1));
            if (!isOfClient) {
                happened(stage, step.charAt(0), step.substring(1));
            }
        }
        stage.assertNothingIsLeft();
    }

    private static boolean asked(FuzzStage stage, char which, String rest) throws Exception {
        switch (which) {
            case 'o' -> stage.get(POLLING + rest);
            case 'w' -> {
                stage.upgrade(WEBSOCKET + rest);
                stage.socketsOpen();
            }
            case 'g' -> stage.get(POLLING + SAME);
            case 'u' -> {
                stage.upgrade(WEBSOCKET + SAME + rest);
                stage.socketsOpen();
            }
            case 'p' -> stage.post(POLLING + SAME, "text/plain", rest);
            case 'x' -> stage.post(POLLING + SAME, "application/octet-stream", rest);
            case 'G' -> stage.get(rest);
            case 'U' -> stage.upgrade(rest);
            case 'P' -> stage.post(rest, "text/plain", "4");
            case 'T' -> stage.put(rest);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void happened(FuzzStage stage, char which, String rest) throws Exception {
        var bytes = rest.getBytes(StandardCharsets.ISO_8859_1);
        switch (which) {
            case 't' -> stage.clientSends(new String(bytes, StandardCharsets.UTF_8));
            case 'y' -> stage.clientSends(bytes);
            case 'r' -> stage.clientReads();
            case 'k' -> stage.socketEnds(1_000 + rest.length());
            case 'l' -> stage.pollsAreLeft();
            case 's' -> stage.serverSends(text(rest), false);
            case 'v' -> stage.serverSends(text(rest), true);
            case 'b' -> stage.serverSends(Outgoing.binary(bytes), false);
            case 'c' -> stage.serverCloses();
            case 'e' -> stage.engineCloses();
            case 'n' -> stage.nextSession();
            case 'f' -> stage.socketsOpen();
            case 'm' -> stage.nextSocket();
            default -> {
                // Not every letter is a step.
            }
        }
    }

    /** A text as it can be: what lies between packets is escaped in JSON. */
    private static Outgoing text(String rest) {
        return Outgoing.text(("4" + rest.replace('\u001e', ' ')).getBytes(StandardCharsets.UTF_8));
    }
}
