/** The worker that moves files, and the interfaces to extend it. */
module org.oeleo.core {
  exports org.oeleo.filter;
  exports org.oeleo.schedule;
  exports org.oeleo.settings;
  exports org.oeleo.spi;

  requires io.github.cdimascio.dotenv.java;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;
}
