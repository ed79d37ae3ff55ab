package dev.holdfast.app;

import dev.holdfast.Telemetry;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Starts what a program runs in its order and stops it in reverse. Threading: any thread; one starts or stops at a time. */
final class Lifecycle {

    private final List<Service> services;
    private final Duration stopTime;
    private final Telemetry telemetry;
    private final Set<Service> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ReentrantLock lock = new ReentrantLock();

    Lifecycle(List<Service> services, Duration stopTime, Telemetry telemetry) {
        this.services = services;
        this.stopTime = stopTime;
        this.telemetry = telemetry;
        services.stream().filter(Lifecycle::isOpenBefore).forEach(open::add);
    }

    private static boolean isOpenBefore(Service service) {
        return service instanceof Closing;
    }

    void start() {
        lock.lock();
        try {
            services.stream().filter(service -> !isOpenBefore(service)).forEach(this::start);
        } finally {
            lock.unlock();
        }
    }

    private void start(Service service) {
        if (open.contains(service)) {
            return;
        }
        try {
            service.start();
            open.add(service);
        } catch (Exception failure) {
            services.reversed().stream().filter(other -> !isOpenBefore(other)).forEach(this::stop);
            throw new CannotStart(service, failure);
        }
    }

    void stop() {
        lock.lock();
        try {
            services.reversed().forEach(this::stop);
        } finally {
            lock.unlock();
        }
    }

    private void stop(Service service) {
        if (open.remove(service)) {
            var name = (isOpenBefore(service) ? "closing " : "stopping ") + service.name();
            new Ending(name, service::stop, stopTime, telemetry).run();
        }
    }
}
