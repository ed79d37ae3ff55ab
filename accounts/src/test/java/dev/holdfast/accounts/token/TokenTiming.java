package dev.holdfast.accounts.token;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/** Measures the processor time of reading an access token, by kind of key, verified each time and remembered. Run by hand; no test. */
final class TokenTiming {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 15;
    private static final int CALLS = 5_000;

    private TokenTiming() {}

    public static void main(String... arguments) throws Exception {
        var folder = Files.createTempDirectory("keys");
        var keys = new PemFolder(folder)
                .with("ec.pem", PemFolder.ec("secp256r1").getPrivate())
                .with("ed.pem", PemFolder.ed25519().getPrivate());
        System.out.printf("%-8s %12s %12s%n", "", "verified", "remembered");
        measure("HS256", Keys.secret(Forge.SECRET));
        measure("ES256", keys.keys("ec"));
        measure("Ed25519", keys.keys("ed"));
    }

    private static void measure(String name, Keys keys) {
        System.out.printf(
                "%-8s %9.1f us %9.2f us%n",
                name, median(keys, VerifiedTokens.none()), median(keys, VerifiedTokens.bounded()));
    }

    /** Returns the microseconds of one call. A request brings its token as a new text, whose hash nobody has computed. */
    private static double median(Keys keys, VerifiedTokens verified) {
        var tokens = new AccessTokens(TokenSettings.of("app"), keys, Clock.systemUTC(), verified);
        var text =
                tokens.make("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058", Map.of());
        var times = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var begun = CLOCK.getCurrentThreadCpuTime();
            for (var call = 0; call < CALLS; call++) {
                var _ = tokens.read(new String(text.toCharArray()));
            }
            times[round] = (CLOCK.getCurrentThreadCpuTime() - begun) / 1e3 / CALLS;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
