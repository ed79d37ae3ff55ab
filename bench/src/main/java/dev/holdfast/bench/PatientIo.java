package dev.holdfast.bench;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Looks for what has come in only so often, so that more of it is there at each look.
 *
 * @param pause how many nanoseconds it waits before it looks again
 */
record PatientIo(IoHandler io, LongSupplier pause) implements IoHandler {

    @Override
    public int run(IoHandlerContext context) {
        var nanoseconds = pause.getAsLong();
        if (nanoseconds > 0) {
            LockSupport.parkNanos(nanoseconds);
        }
        return io.run(context);
    }

    @Override
    public void initialize() {
        io.initialize();
    }

    @Override
    public void prepareToDestroy() {
        io.prepareToDestroy();
    }

    @Override
    public void destroy() {
        io.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return io.register(handle);
    }

    @Override
    public void wakeup() {
        io.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return io.isCompatible(type);
    }
}
