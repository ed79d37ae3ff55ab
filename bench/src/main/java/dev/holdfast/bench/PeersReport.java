package dev.holdfast.bench;

import dev.holdfast.bench.ProcessTree.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run showed: tables for people, and every number it was made of. */
record PeersReport(PeersPlan plan, List<Starts> starts, Map<Work, List<Contender>> loads) {

    /** Leaves {@code peers.md} and {@code peers.json} in a folder. */
    void write(Path folder) throws IOException {
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve("peers.json"), json.writeValueAsString(numbers()) + "\n");
        Files.writeString(folder.resolve("peers.md"), markdown());
    }

    private Map<String, Object> numbers() {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("plan", plan);
        numbers.put("starts", starts);
        loads.forEach((work, contenders) -> {
            var turns = new LinkedHashMap<String, List<Turn>>();
            contenders.forEach(contender -> turns.put(contender.backend().word(), contender.turns()));
            numbers.put(work.word(), turns);
        });
        return numbers;
    }

    String markdown() {
        var lines = new ArrayList<String>();
        loads.forEach((work, contenders) -> addLoad(lines, work, contenders));
        lines.add("Start and memory, %d starts, medians:".formatted(plan.starts()));
        lines.add("");
        lines.add("| | first 200, ms | resident idle, MiB: RSS (PSS) | under load: "
                + String.join(
                        " | under load: ",
                        plan.works().stream().map(Work::title).toList()) + " |");
        lines.add("| --- | --- | --- |" + " --- |".repeat(plan.works().size()));
        starts.forEach(start -> lines.add(startLine(start)));
        return String.join("\n", lines) + "\n";
    }

    private void addLoad(List<String> lines, Work work, List<Contender> contenders) {
        var first = contenders.getFirst();
        lines.add("GET of %s, %d connections, %d rounds, turns of %d s, medians; × is how many times as much %s does:"
                .formatted(
                        work.title(),
                        plan.connections(),
                        plan.rounds(),
                        plan.seconds(),
                        first.backend().title()));
        lines.add("");
        var database = work == Work.USER ? " with PostgreSQL's | × |" : "";
        lines.add("| | requests/s | × | p50, ms | p99, ms | errors | per CPU second | × |" + database);
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |" + (database.isEmpty() ? "" : " --- | --- |"));
        contenders.forEach(contender -> lines.add(loadLine(first.turns(), contender, !database.isEmpty())));
        lines.add("");
        lines.add("Other programs had %.0f %% of the processors meanwhile.".formatted(100 * others(contenders)));
        lines.add("");
    }

    private static double others(List<Contender> contenders) {
        return Median.of(contenders.stream()
                .flatMap(contender -> contender.turns().stream())
                .mapToDouble(Turn::others));
    }

    private static String loadLine(List<Turn> first, Contender contender, boolean isOverDatabase) {
        var turns = contender.turns();
        return "| %s | %s | %.2f | %.2f | %d | %s |%s"
                .formatted(
                        contender.backend().title(),
                        withRatio(first, turns, Turn::perSecond),
                        Turn.median(turns, Turn::p50),
                        Turn.median(turns, Turn::p99),
                        turns.stream().mapToLong(Turn::errors).sum(),
                        withRatio(first, turns, Turn::perCpuSecond),
                        isOverDatabase ? " " + withRatio(first, turns, Turn::perCpuSecondInAll) + " |" : "");
    }

    private static String withRatio(List<Turn> first, List<Turn> turns, ToDoubleFunction<Turn> what) {
        return "%,.0f | %.2f".formatted(Turn.median(turns, what), Turn.ratio(first, turns, what));
    }

    private String startLine(Starts start) {
        var under = new StringBuilder();
        for (var work : plan.works()) {
            under.append(" | ")
                    .append(loads.getOrDefault(work, List.of()).stream()
                            .filter(contender -> contender.backend() == start.backend())
                            .map(contender -> text(contender.memory()))
                            .findFirst()
                            .orElse(""));
        }
        return "| %s | %,.0f | %s%s |".formatted(start.backend().title(), start.median(), text(start.memory()), under);
    }

    private static String text(Memory memory) {
        return "%.0f (%.0f)".formatted(memory.rss(), memory.pss());
    }
}
