package dev.holdfast.myapp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program when it is told to stop, under load and under pressure. */
class StopTest {

    private static final int CLIENTS = 64;
    private static final int ROUNDS = Integer.getInteger("holdfast.stop.rounds", 3);

    @TempDir
    Path folder = Path.of("");

    @Test
    void told_to_stop_under_load_it_loses_no_request() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var clients = new ArrayList<KeepAliveClient>();
            try (var program = Program.start(Files.createDirectory(folder.resolve("round" + round)), Map.of())
                    .awaitReady()) {
                for (var index = 0; index < CLIENTS; index++) {
                    clients.add(KeepAliveClient.start(program.port()));
                }
                for (var client : clients) {
                    client.awaitSomeAnswers();
                }
                program.terminate();
                for (var client : clients) {
                    client.awaitEnd();
                }
                var answered =
                        clients.stream().mapToLong(KeepAliveClient::answered).sum();
                var lost = clients.stream()
                        .flatMap(client -> client.lost().stream())
                        .toList();
                System.out.println("round " + round + ": " + answered + " answered, " + lost.size() + " lost");
                assertThat(lost).isEmpty();
                assertThat(program.output())
                        .containsPattern("stopped: \\d+ requests were under way, \\d+ were answered, 0 broken off");
            }
        }
    }

    @Test
    void while_it_serves_on_it_is_not_ready_and_a_second_signal_ends_it_at_once() throws Exception {
        var variables = Map.of("APP_ENV", "production", "JWT_SECRET", "x".repeat(32), "MIGRATE", "at-start");
        try (var program = Program.start(folder, variables).awaitReady();
                var open = new Socket(InetAddress.getLoopbackAddress(), program.port())) {
            assertThat(ask(open, "/livez")).startsWith("HTTP/1.1 200 ").doesNotContain("Connection: close");
            program.askToEnd();
            program.awaitLine("stopping");

            var answer = ask(open, "/livez");
            while (!answer.contains("Connection: close")) {
                answer = ask(open, "/livez");
            }
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            try (var fresh = new Socket(InetAddress.getLoopbackAddress(), program.port())) {
                assertThat(ask(fresh, "/readyz")).startsWith("HTTP/1.1 503 ").contains("Connection: close");
            }
            assertThat(program.terminate()).isEqualTo(128 + 15);
            assertThat(program.output()).doesNotContain("stopped:");
        }
    }

    private static String ask(Socket socket, String path) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(US_ASCII));
        var answer = new StringBuilder();
        for (var next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            answer.append((char) next);
            if (next == '}' && socket.getInputStream().available() == 0) {
                break;
            }
        }
        return answer.toString();
    }

    /** The program and its libraries need some of them, and each connection one. */
    @Test
    void without_file_descriptors_it_says_so_once_and_goes_on_when_there_are_some() throws Exception {
        var limited = List.of("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh");
        try (var program = Program.start(folder, Map.of(), limited).awaitReady()) {
            var sockets = new ArrayList<Socket>();
            try {
                // What is loaded from files is loaded before there are none to open.
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), program.port()));
                assertThat(ask(sockets.getFirst(), "/livez")).startsWith("HTTP/1.1 200 ");
                for (var index = 0; index < 250; index++) {
                    sockets.add(new Socket(InetAddress.getLoopbackAddress(), program.port()));
                }
                program.awaitLine("cannot accept connections for the moment");
                assertThat(ask(sockets.getFirst(), "/livez")).startsWith("HTTP/1.1 200 ");
                TimeUnit.SECONDS.sleep(1);
            } finally {
                for (var socket : sockets) {
                    socket.close();
                }
            }
            try (var fresh = new Socket(InetAddress.getLoopbackAddress(), program.port())) {
                assertThat(ask(fresh, "/livez")).startsWith("HTTP/1.1 200 ");
            }
            program.terminate();
            assertThat(program.output()).containsOnlyOnce("cannot accept").doesNotContain("\tat ");
        }
    }
}
