package dev.holdfast.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Body;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two polls at once, whose threads need not begin in the order in which they came. */
class PollOrderTest {

    private static final String CLOSE = "200 1";
    private static final String REFUSED = "400 Words[code=3, message=Bad request]";

    @Test
    void of_two_polls_that_begin_in_their_order_the_second_is_refused() {
        try (var engine = EchoEngine.engine()) {
            var session = session(engine);
            var first = answer(session.poll(Long.MAX_VALUE));
            var second = answer(session.poll(Long.MIN_VALUE));

            assertThat(first.join()).isEqualTo(CLOSE);
            assertThat(second.join()).isEqualTo(REFUSED);
        }
    }

    @Test
    void of_two_polls_that_begin_the_other_way_round_that_which_came_second_is_refused() {
        try (var engine = EchoEngine.engine()) {
            var session = session(engine);
            var second = answer(session.poll(Long.MIN_VALUE));
            var first = answer(session.poll(Long.MAX_VALUE));

            assertThat(first.join()).isEqualTo(CLOSE);
            assertThat(second.join()).isEqualTo(REFUSED);
        }
    }

    private static Session session(Engine engine) {
        return new Session(
                engine,
                SecretId.next(),
                InetAddress.getLoopbackAddress(),
                new Polling(EchoEngine.settings()),
                _ -> new Silent());
    }

    private static CompletableFuture<String> answer(Response response) {
        var answer = new CompletableFuture<String>();
        if (response.body() instanceof Body.Later(var later)) {
            later.onAnswer(late -> answer.complete(text(late)), answer::completeExceptionally);
        } else {
            answer.complete(text(response));
        }
        return answer;
    }

    private static String text(Response response) {
        var body = switch (response.body()) {
            case Body.Bytes(var content) -> new String(content, StandardCharsets.UTF_8);
            case Body.Json(var value) -> value;
            default -> throw new AssertionError("not the answer to a poll: " + response.body());
        };
        return response.status() + " " + body;
    }

    private record Silent() implements SessionListener {

        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void closed(CloseReason reason) {}
    }
}
