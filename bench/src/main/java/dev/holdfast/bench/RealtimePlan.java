package dev.holdfast.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one run measures; what {@code bench/run realtime --help} tells. */
record RealtimePlan(Map<String, String> options) {

    private static final String ONLY = "--only";
    private static final String WORK = "--work";
    private static final String SECONDS = "--seconds";
    private static final String ROUNDS = "--rounds";
    private static final String WARM_UP = "--warm-up";
    private static final String CLIENTS = "--clients";
    private static final String UNDER_WAY = "--under-way";
    private static final String PAUSE = "--pause";
    private static final String PACE = "--pace";
    private static final String IDLE = "--idle";
    private static final String SET_UPS = "--set-ups";
    private static final String POLLERS = "--pollers";

    static RealtimePlan of(String... arguments) {
        var options = standard();
        for (var at = 0; at < arguments.length; at += 2) {
            if (at + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[at] + " needs a value");
            }
            if (options.replace(arguments[at], arguments[at + 1]) == null) {
                throw new IllegalArgumentException("there is no option " + arguments[at]);
            }
        }
        return new RealtimePlan(options).checked();
    }

    private static Map<String, String> standard() {
        var options = new LinkedHashMap<String, String>();
        options.put(ONLY, "holdfast,socketio");
        options.put(WORK, "broadcast,echo,memory,connections,polling");
        options.put(SECONDS, "10");
        options.put(ROUNDS, "5");
        options.put(WARM_UP, "10");
        options.put(CLIENTS, "1000,5000");
        options.put(UNDER_WAY, "16");
        options.put(PAUSE, "2");
        options.put(PACE, "25");
        options.put(IDLE, "10000");
        options.put(SET_UPS, "2000");
        options.put(POLLERS, "200");
        return options;
    }

    /** Whatever cannot be read is told before anything is started. */
    private RealtimePlan checked() {
        peers();
        works();
        clients();
        for (var option : List.of(SECONDS, ROUNDS, WARM_UP, UNDER_WAY, PAUSE, PACE, IDLE, SET_UPS, POLLERS)) {
            number(option);
        }
        return this;
    }

    /** The order is always ours, so that Holdfast is what the others are compared with. */
    List<RealtimePeer> peers() {
        return words(ONLY).stream().map(RealtimePeer::named).sorted().distinct().toList();
    }

    List<RealtimeWork> works() {
        return words(WORK).stream().map(RealtimeWork::named).sorted().distinct().toList();
    }

    /** Returns how many clients are in the room, for each of the broadcasts. */
    List<Integer> clients() {
        return words(CLIENTS).stream().map(RealtimePlan::positive).toList();
    }

    Duration turn() {
        return Duration.ofSeconds(number(SECONDS));
    }

    Duration warmUp() {
        return Duration.ofSeconds(number(WARM_UP));
    }

    int rounds() {
        return number(ROUNDS);
    }

    /** Returns how the clients of a broadcast go about it. */
    DeliveryTrial.Pace delivery() {
        return new DeliveryTrial.Pace(number(UNDER_WAY), Duration.ofMillis(number(PAUSE)));
    }

    int pace() {
        return number(PACE);
    }

    int idle() {
        return number(IDLE);
    }

    int setUps() {
        return number(SET_UPS);
    }

    int pollers() {
        return number(POLLERS);
    }

    private int number(String option) {
        return positive(text(option));
    }

    private List<String> words(String option) {
        return Arrays.asList(text(option).split(",", -1));
    }

    private String text(String option) {
        return Optional.ofNullable(options.get(option)).orElseThrow();
    }

    private static int positive(String text) {
        var number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("at least 1 is needed, and not " + text);
        }
        return number;
    }

    /** Returns how many steps there are to tell of. */
    int steps() {
        var tables = works().stream()
                .mapToInt(work -> work == RealtimeWork.BROADCAST ? clients().size() : 1)
                .sum();
        return tables * peers().size() * (rounds() + 1);
    }
}
