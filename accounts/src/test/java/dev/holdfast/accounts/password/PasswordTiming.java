package dev.holdfast.accounts.password;

import dev.holdfast.accounts.password.PasswordScheme.Argon2id;
import dev.holdfast.accounts.password.PasswordScheme.Bcrypt;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/** Measures whether the time of a wrong password tells a user from nobody, or an older hash from a new one. Run by hand; no test. */
final class PasswordTiming {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int SAMPLES = 300;
    private static final int WARM_UP = 50;

    private PasswordTiming() {}

    public static void main(String... arguments) {
        System.out.printf("%-10s %10s %10s %10s %8s %8s%n", "", "nobody", "current", "older", "p", "p older");
        compare("bcrypt", new Bcrypt(9), new Bcrypt(6));
        compare("Argon2id", new Argon2id(4_864, 2), new Argon2id(2_432, 1));
    }

    private static void compare(String name, PasswordScheme scheme, PasswordScheme before) {
        var hashing = new Hashing(scheme, PasswordScheme.Argon2id.MOST_KIB);
        var current = hashing.hash("correct horse");
        var older = new Hashing(before, PasswordScheme.Argon2id.MOST_KIB).hash("correct horse");
        var tasks = List.<Runnable>of(
                () -> hashing.nobody("wrong horse"),
                () -> hashing.matches("wrong horse", current),
                () -> hashing.matches("wrong horse", older));
        var times = new double[tasks.size()][SAMPLES];
        for (var sample = -WARM_UP; sample < SAMPLES; sample++) {
            for (var task = 0; task < tasks.size(); task++) {
                var begun = CLOCK.getCurrentThreadCpuTime();
                tasks.get(task).run();
                times[task][Math.max(0, sample)] = (CLOCK.getCurrentThreadCpuTime() - begun) / 1e6;
            }
        }
        System.out.printf(
                "%-10s %7.2f ms %7.2f ms %7.2f ms %8.3f %8.3f%n",
                name,
                median(times[0]),
                median(times[1]),
                median(times[2]),
                sameByMannWhitney(times[0], times[1]),
                sameByMannWhitney(times[0], times[2]));
    }

    private static double median(double[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Returns how likely times as different as these are where nothing differs; by the normal approximation, two-sided. */
    private static double sameByMannWhitney(double[] one, double[] other) {
        var wins = 0.0;
        for (var first : one) {
            for (var second : other) {
                wins += first < second ? 1 : first > second ? 0 : 0.5;
            }
        }
        var pairs = (double) one.length * other.length;
        var deviation = Math.sqrt(pairs * (one.length + other.length + 1) / 12);
        return 2 * upperTail(Math.abs(wins - pairs / 2) / deviation);
    }

    /** By the trapezoid rule, which is exact enough here. */
    private static double upperTail(double z) {
        var step = 0.001;
        var area = 0.0;
        for (var x = z; x < z + 10; x += step) {
            area += step * Math.exp(-(x + step / 2) * (x + step / 2) / 2);
        }
        return area / Math.sqrt(2 * Math.PI);
    }
}
