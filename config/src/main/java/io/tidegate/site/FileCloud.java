package io.tidegate.site;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that gets a file of lines each hour: of a stick, a share, or this box.
 *
 * @param folder it must be there
 * @param mounted whether it, or the folder that holds it, must be where another disk begins
 * @param keep bytes that finished files may take together; empty: all stay
 */
public record FileCloud(Common common, Path folder, boolean mounted, Optional<Long> keep) implements SinkConfig {

    static final String TYPE = "file";

    public FileCloud {
        folder = folder.toAbsolutePath().normalize();
    }

    static FileCloud read(Mapping item, String id, SinkReading reading) {
        return new FileCloud(
                reading.common(item, id),
                item.required("folder", Scalars.path(reading.secrets().folder())),
                item.optional("mounted", Scalars.FLAG, false),
                item.maybe("keep", Scalars.bytes("10 GiB", 1L << 20, 1L << 50)));
    }

    void show(YamlWriter yaml) {
        yaml.text("folder", place());
        yaml.bare("mounted", mounted);
        keep.ifPresent(bytes -> yaml.bare("keep", Quantities.text(bytes)));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String place() {
        return folder.toString();
    }
}
