package dev.holdfast.bench;

import com.sun.management.OperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;

/**
 * What this process holds when everything that can be thrown away is.
 *
 * @param heap live objects, in bytes
 * @param direct what Netty has taken outside the heap, in bytes
 */
record Held(long heap, long direct) {

    private static final int COLLECTIONS = 4;

    static Held now() throws InterruptedException {
        for (var round = 0; round < COLLECTIONS; round++) {
            System.gc();
            Thread.sleep(200);
        }
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Held(heap, PlatformDependent.usedDirectMemory());
    }

    String since(Held before, int sockets) {
        return "%d idle sockets, each: %d bytes on the heap, %d outside"
                .formatted(sockets, (heap - before.heap) / sockets, (direct - before.direct) / sockets);
    }

    /** Returns the processor time this process has taken, in nanoseconds. */
    static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
