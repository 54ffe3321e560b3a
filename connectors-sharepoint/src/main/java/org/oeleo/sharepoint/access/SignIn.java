package org.oeleo.sharepoint.access;

/** How we prove who we are. */
enum SignIn {
  /** By what is configured: certificate, secret or workload identity, the first that is. */
  AUTO,
  /** By a certificate that the app registration knows. */
  CERTIFICATE,
  /** By a token that the surroundings keep in a file. */
  WORKLOAD,
  /** By a secret that the app registration knows. */
  SECRET,
  /** A person has signed in, with a browser somewhere. */
  DEVICE_CODE
}
