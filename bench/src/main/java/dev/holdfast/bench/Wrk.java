package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One run of {@code wrk}, as it reports it. */
record Wrk(long requests, double perSecond, String p99) {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+(\\S+)");

    /** Loads a server; an answer that is not a success fails the measurement. */
    static Wrk run(String url, int seconds, int connections) throws IOException {
        var process = new ProcessBuilder("wrk", "--latency", "-t1", "-c" + connections, "-d" + seconds + "s", url)
                .redirectErrorStream(true)
                .start();
        var report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (report.contains("Non-2xx") || report.contains("Socket errors")) {
            throw new IOException("the load did not go well:\n" + report);
        }
        return new Wrk(
                Long.parseLong(found(REQUESTS, report)),
                Double.parseDouble(found(PER_SECOND, report)),
                found(P99, report));
    }

    private static String found(Pattern pattern, String report) throws IOException {
        var match = pattern.matcher(report);
        if (!match.find()) {
            throw new IOException("not a report of wrk:\n" + report);
        }
        return match.group(1);
    }
}
