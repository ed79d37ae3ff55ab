package dev.holdfast.bench;

import dev.holdfast.bench.Api.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code wrk} is told to ask when there is more than one question: in turns, each made ready beforehand. */
final class Script {

    private Script() {}

    static void write(Path file, List<Member> members) throws IOException {
        var lines = members.stream()
                .map(member -> """
                          requests[#requests + 1] = wrk.format("GET", "%s", {Authorization = "Bearer %s"})
                        """.formatted(member.target(), member.token()))
                .collect(Collectors.joining());
        Files.writeString(file, """
                local requests = {}
                local number = 0
                function init()
                %s
                end
                function request()
                  number = number %% #requests + 1
                  return requests[number]
                end
                """.formatted(lines));
    }
}
