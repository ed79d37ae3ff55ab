package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Puts one peer under load and tells where its processor time goes, and what it allocates; both as JFR has sampled them. */
final class Profile {

    private static final Path RECORDING = Path.of("bench/target/profile.jfr");
    private static final String CPU = "jdk.CPUTimeSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final int WARM_UP = 20;
    private static final int CONNECTIONS = 64;
    private static final int SHOWN = 25;
    private static final List<String> PARTS = List.of(
            "io.netty.channel.unix.Socket.",
            "io.netty.channel.epoll.Native.",
            "dev.holdfast.ops.",
            "ch.qos.logback.",
            "tools.jackson.",
            "dev.holdfast.json.",
            "dev.holdfast.limit.",
            "dev.holdfast.app.",
            "dev.holdfast.routing.",
            "dev.holdfast.http.",
            "dev.holdfast.server.",
            "io.netty.",
            "java.lang.VirtualThread",
            "java.util.concurrent.ForkJoin");

    private Profile() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var seconds = Integer.parseInt(arguments[1]);
        System.setProperty(
                "bench.options",
                "-XX:FlightRecorderOptions:stackdepth=96 -XX:StartFlightRecording:dumponexit=true,delay=" + WARM_UP
                        + "s,filename=" + RECORDING + "," + CPU + "#enabled=true," + CPU + "#throttle=2ms," + ALLOCATION
                        + "#throttle=1000/s");
        Files.deleteIfExists(RECORDING);
        try (var server = ServerProcess.start(Peer.named(arguments[0]))) {
            System.out.println("warming up " + arguments[0] + ", then " + seconds + " s");
            var load = Wrk.run("http://127.0.0.1:" + server.port() + "/api/v1/users/7", WARM_UP + seconds, CONNECTIONS);
            System.out.printf("%.0f requests/s%n", load.perSecond());
            server.process().outputWriter().close();
            server.process().waitFor();
        }
        show("processor time by thread", CPU, Profile::thread);
        show("processor time by part, the innermost that is one of these", CPU, Profile::part);
        show(
                "processor time by method, the innermost",
                CPU,
                event -> method(frames(event).getFirst()));
        show("bytes allocated, by method and class", ALLOCATION, Profile::allocation);
    }

    private interface Name {
        String of(RecordedEvent event);
    }

    private static void show(String title, String type, Name name) throws IOException {
        var shares = new HashMap<String, Long>();
        var total = 0L;
        try (var recording = new RecordingFile(RECORDING)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals(type) && event.getStackTrace() != null) {
                    var weight = type.equals(ALLOCATION) ? event.getLong("weight") : 1;
                    shares.merge(name.of(event), weight, Long::sum);
                    total += weight;
                }
            }
        }
        System.out.println(title);
        var all = total;
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(share -> System.out.printf("%6.1f %%  %s%n", 100.0 * share.getValue() / all, share.getKey()));
    }

    private static List<RecordedFrame> frames(RecordedEvent event) {
        return event.getStackTrace().getFrames();
    }

    private static String thread(RecordedEvent event) {
        RecordedThread thread = event.getThread("eventThread");
        return thread == null ? "gone" : thread.isVirtual() ? "requests" : thread.getOSName();
    }

    private static String part(RecordedEvent event) {
        return frames(event).stream()
                .map(Profile::method)
                .flatMap(method -> PARTS.stream().filter(method::startsWith).limit(1))
                .findFirst()
                .orElse("other");
    }

    private static String allocation(RecordedEvent event) {
        return method(frames(event).getFirst()) + ", "
                + event.getClass("objectClass").getName();
    }

    private static String method(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
