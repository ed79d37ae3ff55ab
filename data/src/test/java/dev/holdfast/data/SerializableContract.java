package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds where transactions are as if each were the only one; MongoDB promises less. */
abstract class SerializableContract extends StoreContract {

    /** Two who each go because the other stays: of what both saw only one is still true when both have gone. */
    @Test
    void no_two_transactions_decide_on_what_the_other_changes() throws Exception {
        var ada = people.insert(Person.named("ada").worth(1));
        var bob = people.insert(Person.named("bob").worth(1));
        var both = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var goings = Stream.of(ada, bob)
                    .map(one -> threads.submit(() -> database.inTransaction(() -> {
                        var staying = people.count(Person.POINTS.is(1L));
                        meet(both);
                        return staying > 1 ? people.patch(one.id(), Person.POINTS.to(0L)) : people.findById(one.id());
                    })))
                    .toList();
            for (var going : goings) {
                going.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(people.count(Person.POINTS.is(1L))).isEqualTo(1);
    }

    /** Where one has to wait for the other to end they never meet, and go on by themselves. */
    private static void meet(CyclicBarrier both) {
        try {
            both.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException _) {
            // They do not overlap here, so there is nothing to meet.
        }
    }
}
