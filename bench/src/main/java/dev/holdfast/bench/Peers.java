package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * Measures Holdfast beside what others would have used, on the same work, in the same run.
 *
 * <p>First each is started several times, in turns. Then, for each work, all are started, shown to give the same answers, warmed up,
 * and loaded one after the other, round after round. Arguments are those of {@link PeersPlan}.
 */
final class Peers {

    private final PeersPlan plan;
    private final Site site;
    private final Optional<Postgres> postgres;
    private final Progress progress;

    private Peers(PeersPlan plan, Site site, Optional<Postgres> postgres) {
        this.plan = plan;
        this.site = site;
        this.postgres = postgres;
        this.progress = new Progress(plan.steps());
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var plan = plan(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(Peers::killAll));
        var root = Path.of("").toAbsolutePath();
        var out = Files.createDirectories(root.resolve("bench/target/peers"));
        clear(out);
        var postgres = plan.needsPostgres()
                ? Optional.of(
                        Postgres.start(root.resolve("bench/target/postgres"), root.resolve("bench/peers/schema.sql")))
                : Optional.<Postgres>empty();
        var site = new Site(root, out, postgres.map(Postgres::port).orElse(0));
        var report = new Peers(plan, site, postgres).run();
        postgres.ifPresent(Postgres::close);
        report.write(root.resolve("bench/target"));
        System.out.println(report.markdown());
    }

    private static PeersPlan plan(String... arguments) {
        try {
            return PeersPlan.of(arguments);
        } catch (IllegalArgumentException failure) {
            System.err.println("bench/run peers: " + failure.getMessage());
            System.exit(2);
            throw failure;
        }
    }

    /** Whatever ends this ends what it started. */
    static void killAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    static void clear(Path out) throws IOException {
        try (var files = Files.list(out)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private PeersReport run() throws IOException, InterruptedException {
        var starts = starts();
        var loads = new EnumMap<Work, List<Contender>>(Work.class);
        for (var work : plan.works()) {
            loads.put(work, load(work));
        }
        return new PeersReport(plan, starts, loads);
    }

    private List<Starts> starts() throws IOException, InterruptedException {
        var all = plan.backends().stream().map(Starts::of).toList();
        for (var round = 0; round < plan.starts(); round++) {
            for (var starts : all) {
                starts.once(site);
                progress.step("%s: first 200 after %.0f ms"
                        .formatted(
                                starts.backend().word(), starts.milliseconds().getLast()));
            }
        }
        return all;
    }

    private List<Contender> load(Work work) throws IOException, InterruptedException {
        var contenders = new ArrayList<Contender>();
        try {
            for (var backend : plan.doing(work)) {
                contenders.add(Contender.start(site, backend, work, postgres));
                var turn = contenders.getLast().turn(plan.warmUp(), plan.connections());
                progress.step("%s, %s: answers as it should, warm at %.0f/s"
                        .formatted(work.word(), backend.word(), turn.perSecond()));
            }
            for (var round = 1; round <= plan.rounds(); round++) {
                round(work, round, contenders);
            }
        } finally {
            contenders.forEach(Contender::close);
        }
        return contenders;
    }

    private void round(Work work, int round, List<Contender> contenders) throws IOException, InterruptedException {
        var order = new ArrayList<>(contenders);
        Collections.rotate(order, round);
        for (var contender : order) {
            var turn = contender.turn(plan.seconds(), plan.connections());
            contender.note(turn);
            progress.step("%s, round %d, %s: %.0f/s, p99 %.1f ms, %d errors"
                    .formatted(
                            work.word(),
                            round,
                            contender.backend().word(),
                            turn.perSecond(),
                            turn.p99(),
                            turn.errors()));
        }
    }
}
