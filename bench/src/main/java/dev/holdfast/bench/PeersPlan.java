package dev.holdfast.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What one run measures; what {@code bench/run peers --help} tells.
 *
 * @param seconds how long a turn takes
 * @param warmUp how many seconds a backend is loaded before its first turn
 */
record PeersPlan(
        int seconds, int rounds, int starts, int warmUp, int connections, List<Backend> backends, List<Work> works) {

    private static final PeersPlan STANDARD =
            new PeersPlan(10, 5, 5, 15, 64, List.of(Backend.values()), List.of(Work.values()));

    static PeersPlan of(String... arguments) {
        var plan = STANDARD;
        for (var at = 0; at < arguments.length; at += 2) {
            if (at + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[at] + " needs a value");
            }
            plan = plan.with(arguments[at], arguments[at + 1]);
        }
        return plan;
    }

    private PeersPlan with(String option, String value) {
        return switch (option) {
            case "--seconds" -> new PeersPlan(number(value), rounds, starts, warmUp, connections, backends, works);
            case "--rounds" -> new PeersPlan(seconds, number(value), starts, warmUp, connections, backends, works);
            case "--starts" -> new PeersPlan(seconds, rounds, number(value), warmUp, connections, backends, works);
            case "--warm-up" -> new PeersPlan(seconds, rounds, starts, number(value), connections, backends, works);
            case "--connections" -> new PeersPlan(seconds, rounds, starts, warmUp, number(value), backends, works);
            case "--only" -> new PeersPlan(seconds, rounds, starts, warmUp, connections, named(value), works);
            case "--work" ->
                new PeersPlan(
                        seconds,
                        rounds,
                        starts,
                        warmUp,
                        connections,
                        backends,
                        words(value).stream().map(Work::named).toList());
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private static int number(String text) {
        var number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("at least 1 is needed, and not " + text);
        }
        return number;
    }

    /** The order is always ours, so that Holdfast is what the others are compared with. */
    private static List<Backend> named(String value) {
        return words(value).stream().map(Backend::named).sorted().distinct().toList();
    }

    private static List<String> words(String value) {
        return Arrays.asList(value.split(",", -1));
    }

    List<Backend> doing(Work work) {
        return backends.stream().filter(backend -> backend.does(work)).toList();
    }

    boolean needsPostgres() {
        return backends.stream().anyMatch(Backend::needsPostgres);
    }

    /** Returns how many steps there are to tell of. */
    int steps() {
        var turns = works.stream().mapToInt(work -> doing(work).size()).sum() * (rounds + 1);
        return backends.size() * starts + turns;
    }
}
