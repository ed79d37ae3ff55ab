package dev.holdfast.docs.concurrency;

import dev.holdfast.Deadline;
import dev.holdfast.concurrent.CpuPool;
import dev.holdfast.concurrent.Parallel;
import java.time.Duration;
import java.util.List;

/** Asks several others at once. */
final class Dashboards {

    private final Shops shops;
    private final CpuPool cpu;

    /** Whoever knows the parts. */
    interface Shops {
        List<String> orders(String user) throws Exception;

        int unread(String user) throws Exception;

        int price(String product) throws Exception;
    }

    Dashboards(Shops shops, CpuPool cpu) {
        this.shops = shops;
        this.cpu = cpu;
    }

    // tag::two[]
    Dashboard of(String user) throws Exception {
        return Parallel.all(() -> shops.orders(user), () -> shops.unread(user), Dashboard::new);
    }
    // end::two[]

    // tag::each[]
    List<Integer> prices(List<String> products) throws Exception {
        return Parallel.all(products, 8, shops::price);
    }
    // end::each[]

    // tag::settled[]
    List<Integer> knownPrices(List<String> products) {
        var outcomes = Deadline.within(Duration.ofMillis(300), () -> Parallel.settled(products, shops::price));
        return outcomes.stream().map(outcome -> outcome.orElse(0)).toList();
    }
    // end::settled[]

    // tag::cpu[]
    int checksum(byte[] image) {
        return cpu.call(() -> {
            var sum = 0;
            for (var each : image) {
                sum = 31 * sum + each;
            }
            return sum;
        });
    }
    // end::cpu[]
}
