/** The worker that moves files, and the interfaces to extend it. */
module org.oeleo.core {
  exports org.oeleo;
  exports org.oeleo.check;
  exports org.oeleo.event;
  exports org.oeleo.filter;
  exports org.oeleo.plan;
  exports org.oeleo.schedule;
  exports org.oeleo.settings;
  exports org.oeleo.spi;

  requires io.github.cdimascio.dotenv.java;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;

  uses org.oeleo.spi.BookkeeperProvider;
  uses org.oeleo.spi.ConnectorProvider;

  provides org.oeleo.spi.BookkeeperProvider with
      org.oeleo.ledger.SqliteBookkeeperProvider;
  provides org.oeleo.spi.ConnectorProvider with
      org.oeleo.command.CommandConnectorProvider,
      org.oeleo.local.LocalConnectorProvider;
}
