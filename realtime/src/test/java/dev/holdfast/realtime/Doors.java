package dev.holdfast.realtime;

import dev.holdfast.app.App;
import dev.holdfast.testkit.Backend;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Programs that serve nothing but a Socket.IO server, behind both doors. */
final class Doors {

    private Doors() {}

    static Backend of(RealtimeDraft draft) {
        return of(draft.build());
    }

    /** The same, of a server that is held elsewhere too. */
    static Backend of(Realtime realtime) {
        return Backend.of(_ -> App.serving(realtime.routes()).running(realtime));
    }

    /** Starts one without JUnit; the caller closes it. */
    static Backend started(RealtimeDraft draft) {
        return started(draft.build());
    }

    /** The same, of a server that is held elsewhere too. */
    static Backend started(Realtime realtime) {
        return Backend.started(_ -> App.serving(realtime.routes()).running(realtime));
    }

    /** Waits for what becomes true without anybody being told. */
    static void eventually(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it does not become true");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
