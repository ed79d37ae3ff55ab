package dev.holdfast.bench;

import dev.holdfast.accounts.password.Password;
import dev.holdfast.myapp.MyApp;
import dev.holdfast.myapp.config.Settings;
import dev.holdfast.myapp.models.NewUser;
import dev.holdfast.ops.LogSettings;
import dev.holdfast.ops.Logs;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.event.Level;

/** Measures whether the time of a refused sign-in tells that there is such a user. */
public final class SignInTimes {

    private static final int SAMPLES = 300;
    private static final int WARM_UP = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI login;

    private SignInTimes(int port) {
        login = URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login");
    }

    /** Registers as many users as it asks for, since whoever guesses twice is slowed down, and asks in turns. */
    public static void main(String... arguments) throws Exception {
        Logs.start(LogSettings.of(Level.ERROR, LogSettings.Format.READABLE));
        var samples = arguments.length == 0 ? SAMPLES : Integer.parseInt(arguments[0]);
        var folder = Files.createTempDirectory("sign-in");
        var variables = Map.of(
                "APP_ENV", "development", "RATE_LIMIT", "off", "DATABASE_URL", "sqlite:" + folder.resolve("bench.db"));
        var program = MyApp.open(Settings.read(variables, folder), Clock.systemUTC());
        for (var number = 0; number < samples + WARM_UP; number++) {
            program.users().register(new NewUser("Somebody", address("there", number), new Password("a right one")));
        }
        try (var app = program.serving().build();
                var server = Server.start(app, Listen.on("127.0.0.1", 0))) {
            new SignInTimes(server.port()).measure(samples);
        }
    }

    private static String address(String name, int number) {
        return "somebody.%s-%05d@example.com".formatted(name, number);
    }

    private void measure(int samples) throws IOException, InterruptedException {
        var wrong = new double[samples];
        var unknown = new double[samples];
        for (var number = -WARM_UP; number < samples; number++) {
            var wrongFirst = number % 2 == 0;
            var first = milliseconds(address(wrongFirst ? "there" : "gone1", number + WARM_UP));
            var second = milliseconds(address(wrongFirst ? "gone1" : "there", number + WARM_UP));
            if (number >= 0) {
                wrong[number] = wrongFirst ? first : second;
                unknown[number] = wrongFirst ? second : first;
            }
        }
        System.out.printf(
                "%d samples each, medians: wrong password %.2f ms, unknown user %.2f ms, Mann-Whitney p = %.3f%n",
                samples, Median.of(Arrays.stream(wrong)), Median.of(Arrays.stream(unknown)), p(wrong, unknown));
    }

    private double milliseconds(String email) throws IOException, InterruptedException {
        var body = "{\"email\":\"%s\",\"password\":\"a wrong one\"}".formatted(email);
        var request = HttpRequest.newBuilder(login)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var started = System.nanoTime();
        var status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        var took = (System.nanoTime() - started) / 1e6;
        if (status != 401) {
            throw new IllegalStateException("not refused as expected: " + status);
        }
        return took;
    }

    /** Returns how likely such a difference is where there is none: both sides, by the normal distribution. */
    static double p(double[] one, double[] other) {
        var wins = 0.0;
        for (var left : one) {
            for (var right : other) {
                wins += left < right ? 1 : left == right ? 0.5 : 0;
            }
        }
        var pairs = (double) one.length * other.length;
        var z = Math.abs(wins - pairs / 2) / Math.sqrt(pairs * (one.length + other.length + 1) / 12);
        return 2 * beyond(z);
    }

    /** The tail of the normal distribution (Abramowitz and Stegun 26.2.17). */
    private static double beyond(double z) {
        var t = 1 / (1 + 0.2316419 * z);
        var series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
