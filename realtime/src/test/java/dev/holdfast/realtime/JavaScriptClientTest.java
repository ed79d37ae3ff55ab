package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The official JavaScript client talks to the server over a socket, by each of its transports: the cases are in clients.mjs. */
class JavaScriptClientTest {

    private static final List<String> WAYS = List.of("polling", "websocket", "upgrade");
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static <T extends AutoCloseable> T open(T resource) {
        OPEN.push(resource);
        return resource;
    }

    @AfterAll
    static void end() throws Exception {
        for (var resource : OPEN) {
            resource.close();
        }
    }

    @TestFactory
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> a_client_in_node() throws Exception {
        var folder = NodeFolder.filled();
        var environment = Map.of(
                "COMPANY", String.valueOf(open(Company.begun()).port()),
                "REMEMBERING", String.valueOf(open(Company.remembering()).port()),
                "LEAVING", new String(new Json().write(leaving()), StandardCharsets.UTF_8));

        var output = folder.node("clients.mjs", environment);

        var lines = output.text().lines().toList();
        assertThat(output.code()).as(output.text()).isZero();
        assertThat(lines.getLast()).isEqualTo("{\"all\":" + (lines.size() - 1) + "}");
        return lines.stream().limit(lines.size() - 1).map(JavaScriptClientTest::outcome);
    }

    /** Returns for each way a server that will stop, and a port that leads to it until then, and to another one from then on. */
    private static Map<String, Map<String, Integer>> leaving() {
        var all = new HashMap<String, Map<String, Integer>>();
        for (var way : WAYS) {
            var one = open(Company.begun());
            var other = open(Company.begun());
            var cable = open(Cable.to(one.port()));
            one.beforeTheEnd(() -> cable.lay(other.port()));
            all.put(way, Map.of("leaving", one.port(), "cable", cable.port()));
        }
        return all;
    }

    private static DynamicTest outcome(String line) {
        var outcome = new Json().read(line);
        return dynamicTest(
                outcome.path("name").asString(),
                () -> assertThat(outcome.path("error").asString("")).isEmpty());
    }
}
