package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that are still to come. */
class DeferredTest {

    @Test
    void an_answer_was_given_or_its_client_has_left_but_never_both() throws Exception {
        for (var round = 0; round < 2_000; round++) {
            var left = new AtomicInteger();
            var deferred = new Deferred();
            deferred.onLeave(left::incrementAndGet);
            var start = new CyclicBarrier(2);
            var leaving = Thread.ofVirtual().start(() -> {
                meet(start);
                deferred.leave();
            });
            meet(start);
            var answered = deferred.complete(Response.noContent());
            leaving.join();

            assertThat(left.get() == 1).isNotEqualTo(answered);
        }
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void only_what_is_all_there_may_be_given() {
        assertThatThrownBy(() -> new Deferred().complete(Response.of(200, new Body.FileOf(Path.of("x")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leaving_goes_through_every_step_that_was_added() {
        var left = new AtomicInteger();
        var deferred = new Deferred();
        deferred.onLeave(left::incrementAndGet);
        deferred.then(answer -> answer).then(answer -> answer).leave();

        assertThat(left).hasValue(1);
        assertThat(deferred.complete(Response.noContent())).isFalse();
    }
}
