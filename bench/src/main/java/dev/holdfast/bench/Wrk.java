package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code wrk}, as it reports it.
 *
 * @param p50 milliseconds within which half of the answers came; a connection asks again only when it was answered, so that what
 *     a slow answer would have kept waiting is not in here (coordinated omission)
 * @param p99 the same for 99 of 100 answers
 * @param errors answers that were no success, and connections that failed
 */
record Wrk(long requests, double perSecond, double p50, double p99, long errors) {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P50 = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s|m)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s|m)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    /** Loads a server; an answer that is not a success fails the measurement. */
    static Wrk run(String url, int seconds, int connections) throws IOException {
        var process = start(url, seconds, connections, List.of());
        var report = text(process);
        var load = read(report);
        if (load.errors > 0) {
            throw new IOException("the load did not go well:\n" + report);
        }
        return load;
    }

    /** Starts a run; its output is for {@link #finish}. */
    static Process start(String url, int seconds, int connections, List<String> more) throws IOException {
        var command = new ArrayList<>(List.of("wrk", "--latency", "-t1", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(more);
        command.add(url);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits for a run to end; what went wrong in it is counted. */
    static Wrk finish(Process process) throws IOException {
        return read(text(process));
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Wrk read(String report) throws IOException {
        return new Wrk(
                Long.parseLong(found(REQUESTS, report).group(1)),
                Double.parseDouble(found(PER_SECOND, report).group(1)),
                milliseconds(found(P50, report)),
                milliseconds(found(P99, report)),
                sum(REFUSED.matcher(report)) + sum(BROKEN.matcher(report)));
    }

    private static double milliseconds(Matcher time) {
        var number = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> number / 1_000;
            case "ms" -> number;
            case "s" -> number * 1_000;
            default -> number * 60_000;
        };
    }

    private static long sum(Matcher counts) {
        var sum = 0L;
        if (counts.find()) {
            for (var at = 1; at <= counts.groupCount(); at++) {
                sum += Long.parseLong(counts.group(at));
            }
        }
        return sum;
    }

    private static Matcher found(Pattern pattern, String report) throws IOException {
        var match = pattern.matcher(report);
        if (!match.find()) {
            throw new IOException("not a report of wrk:\n" + report);
        }
        return match;
    }
}
