package io.tidegate.gateway.siteversions;

import io.tidegate.site.EffectiveSite;
import io.tidegate.site.InvalidSite;
import io.tidegate.site.SiteFile;
import io.tidegate.site.SiteLoader;
import java.io.IOException;
import java.nio.file.Path;

/** Where the text of the site file is. Safe from any thread, but for the methods that write, which one uses at a time. */
public interface SiteText {

    /** As people know it. */
    String name();

    /** What it says now. @throws InvalidSite when it cannot be read */
    String now() throws InvalidSite;

    /**
     * @param text that is to stand there, or once stood there
     * @param name of the text in what is told of it
     */
    SiteFile read(String text, String name) throws InvalidSite;

    /** Where the data is by a text that cannot be read, as far as that can be made out. */
    Path data(String text);

    /**
     * Has another text on disk beside it.
     *
     * @return false where the gateway may not write there, and so cannot ever
     */
    boolean prepare(String text) throws IOException;

    /** Puts what was prepared in its place. On disk when it returns. */
    void replace() throws IOException;

    /** What was prepared is not wanted. */
    void drop() throws IOException;

    /** A file that the gateway replaces when another version is in force, if it may write to its folder. */
    static SiteText in(Path file) {
        return new InFile(file, true);
    }

    /** A file that stays as it is: what is in force instead stands in the data folder only. */
    static SiteText onlyReadIn(Path file) {
        return new InFile(file, false);
    }

    /** No file. */
    static Given of(SiteFile site) {
        return new Given(site, EffectiveSite.yaml(site));
    }

    /** @param replaceable whether it is the gateway's to replace */
    record InFile(Path file, boolean replaceable) implements SiteText {

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public String now() throws InvalidSite {
            return SiteLoader.text(file);
        }

        @Override
        public SiteFile read(String text, String name) throws InvalidSite {
            return SiteLoader.read(file, text, name);
        }

        @Override
        public Path data(String text) {
            return SiteLoader.data(file, text);
        }

        @Override
        public boolean prepare(String text) throws IOException {
            DurableFile there = there();
            if (!replaceable || !there.isReplaceable()) {
                return false;
            }
            there.prepare(text);
            return true;
        }

        @Override
        public void replace() throws IOException {
            there().replace();
        }

        @Override
        public void drop() throws IOException {
            there().drop();
        }

        /** A link stays one. */
        private DurableFile there() throws IOException {
            return new DurableFile(file.toRealPath());
        }
    }

    /** A site that somebody has put together in the program. */
    record Given(SiteFile site, String now) implements SiteText {

        @Override
        public String name() {
            return "site.yaml";
        }

        @Override
        public SiteFile read(String text, String name) throws InvalidSite {
            return text.equals(now) ? site : SiteLoader.read(Path.of(name()), text, name);
        }

        @Override
        public Path data(String text) {
            return site.gateway().data();
        }

        @Override
        public boolean prepare(String text) {
            return false;
        }

        @Override
        public void replace() {
            throw new IllegalStateException("there is no file");
        }

        @Override
        public void drop() {}
    }
}
