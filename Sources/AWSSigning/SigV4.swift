/// AWS Signature Version 4.
public enum SigV4 {}
