package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The right to interrupt one piece of work. */
class InterruptionTest {

    private static final int RACES = 20_000;

    @Test
    void an_interrupt_never_reaches_what_comes_after_the_work() throws InterruptedException {
        var works = new SynchronousQueue<Interruption>();
        var reached = new AtomicBoolean();
        var worker = Thread.startVirtualThread(() -> {
            try {
                for (var race = 0; race < RACES; race++) {
                    var work = new Interruption();
                    works.put(work);
                    work.end();
                    if (Thread.currentThread().isInterrupted()) {
                        reached.set(true);
                    }
                }
            } catch (InterruptedException _) {
                reached.set(true);
            }
        });
        for (var race = 0; race < RACES && worker.isAlive(); race++) {
            var work = works.poll(20, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(work).isNotNull();
            for (var pause = race % 64; pause > 0; pause--) {
                Thread.onSpinWait();
            }
            work.interrupt();
        }
        worker.join();

        assertThat(reached).isFalse();
    }

    @Test
    void work_that_goes_on_is_given_up_once_and_ends_for_nobody() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var awaited = new AtomicBoolean(true);
        var works = new Interruption[1];
        var worker = Thread.startVirtualThread(() -> {
            works[0] = new Interruption();
            begun.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait();
            }
            awaited.set(works[0].end());
        });
        begun.await();
        var work = works[0];

        assertThat(work.abandon(Duration.ZERO)).isFalse();
        assertThat(work.interrupt()).isTrue();
        assertThat(work.interrupt()).isFalse();
        assertThat(work.abandon(Duration.ofMinutes(1))).isFalse();
        assertThat(work.abandon(Duration.ZERO)).isTrue();
        assertThat(work.abandon(Duration.ZERO)).isFalse();
        goOn.countDown();
        worker.join();
        assertThat(awaited).isFalse();
    }

    @Test
    void work_that_has_ended_is_neither_interrupted_nor_given_up() {
        var work = new Interruption();

        assertThat(work.end()).isTrue();
        assertThat(work.interrupt()).isFalse();
        assertThat(work.abandon(Duration.ZERO)).isFalse();
        assertThat(work.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
