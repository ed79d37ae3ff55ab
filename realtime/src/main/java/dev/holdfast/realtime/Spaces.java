package dev.holdfast.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The namespaces of a server: those that are named, and those that are there as long as somebody is in them. */
final class Spaces {

    private final Hub hub;
    private final Map<String, Space> fixed = new HashMap<>();
    private final List<Namespace> patterns;
    private final Map<String, Opened> opened = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    private record Opened(Space space, int users) {}

    Spaces(List<Namespace> declared, Hub hub) {
        this.hub = hub;
        for (var namespace : declared) {
            if (namespace.matches().isEmpty()
                    && fixed.put(namespace.name(), new Space(namespace.name(), namespace, hub, () -> {})) != null) {
                throw new IllegalArgumentException("two namespaces are named " + namespace.name());
            }
        }
        this.patterns = declared.stream()
                .filter(namespace -> namespace.matches().isPresent())
                .toList();
    }

    /** Returns the namespace of that name, for a socket that will tell it when it has left. */
    Optional<Space> enter(String name) {
        var known = fixed.get(name);
        return known == null ? open(name) : Optional.of(known);
    }

    private Optional<Space> open(String name) {
        lock.lock();
        try {
            var there = opened.get(name);
            var space = there == null ? made(name) : Optional.of(there.space());
            space.ifPresent(found -> opened.put(name, new Opened(found, there == null ? 1 : there.users() + 1)));
            return space;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Space> made(String name) {
        if (opened.size() >= hub.limits().openNamespaces()) {
            return Optional.empty();
        }
        return patterns.stream()
                .filter(pattern -> pattern.matches().orElseThrow().test(name))
                .findFirst()
                .map(pattern -> new Space(name, pattern, hub, () -> left(name)));
    }

    private void left(String name) {
        lock.lock();
        try {
            opened.computeIfPresent(name, (_, there) -> {
                if (there.users() > 1) {
                    return new Opened(there.space(), there.users() - 1);
                }
                there.space().adapter().close();
                return null;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Returns the namespace of that name, where it is there. */
    Optional<Space> find(String name) {
        var known = fixed.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        lock.lock();
        try {
            return Optional.ofNullable(opened.get(name)).map(Opened::space);
        } finally {
            lock.unlock();
        }
    }

    List<Space> all() {
        var all = new ArrayList<>(fixed.values());
        lock.lock();
        try {
            opened.values().forEach(there -> all.add(there.space()));
        } finally {
            lock.unlock();
        }
        return all;
    }
}
