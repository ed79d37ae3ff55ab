package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.app.Limits;
import dev.holdfast.http.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are all there and larger than what the network takes at once. */
class LargeAnswersTest {

    private static final int SIZE = 2 * 1024 * 1024;
    private static final byte[] CONTENT = new byte[SIZE];
    private static final String ASK = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        Arrays.fill(CONTENT, (byte) 'x');
        return App.serving(group(
                        "/",
                        get("/n").open().returns(String.class).to(_ -> Response.ok("n", "next")),
                        get("/large")
                                .open()
                                .returns(byte[].class)
                                .to(_ -> Response.bytes(200, "application/octet-stream", CONTENT))))
                .within(Limits.standard().memory(2L * SIZE + 256 * 1024))
                .tellingTo(Program.silence());
    }

    static List<Supplier<RawConnection>> doors() {
        return List.of(BACKEND::rawInMemory, BACKEND::rawOverSocket);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_large_answer_arrives_whole_and_the_next_one_behind_it(Supplier<RawConnection> door) {
        try (var connection = door.get()) {
            var text = connection
                    .send(ASK + "GET /n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .awaitClose();
            var start = text.indexOf("\r\n\r\n") + 4;
            assertThat(text.substring(0, start)).contains("Content-Length: " + SIZE + "\r\n");
            assertThat(text.substring(start, start + SIZE).chars().allMatch(each -> each == 'x'))
                    .isTrue();
            assertThat(text.substring(start + SIZE))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("next");
        }
    }

    @Test
    void a_head_alone_says_how_large_the_answer_would_be() {
        for (var door : BACKEND.bothDoors()) {
            var reply = door.send("HEAD", "/large", null);
            assertThat(reply.header("Content-Length")).contains(Integer.toString(SIZE));
            assertThat(reply.content()).isEmpty();
        }
    }

    @Test
    void one_more_than_may_wait_for_its_client_is_503_and_has_room_when_another_has_left() throws InterruptedException {
        var polite = BACKEND.overSocket();
        var deaf = new ArrayList<RawConnection>();
        try {
            // Who asks in between may take the room of one of them, which is then refused and holds none.
            var refused = polite.get("/large");
            while (refused.status() != 503) {
                deaf.add(BACKEND.rawOverSocket().stopReading().send(ASK));
                refused = polite.get("/large");
            }
            assertThat(refused.textAt("/code")).isEqualTo("unavailable");
            assertThat(refused.header("Retry-After")).contains("5");
            assertThat(polite.get("/n").status()).isEqualTo(200);
        } finally {
            deaf.forEach(RawConnection::close);
        }
        assertThat(awaitStatus(polite, 200).content()).hasSize(SIZE);
    }

    private static Reply awaitStatus(TestClient client, int status) throws InterruptedException {
        var reply = client.get("/large");
        while (reply.status() != status) {
            Thread.sleep(10);
            reply = client.get("/large");
        }
        return reply;
    }
}
