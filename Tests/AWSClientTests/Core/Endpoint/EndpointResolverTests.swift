import AWSSigning
import Testing

@testable import AWSClient

@Suite struct EndpointResolverTests {
    @Test(arguments: [
        (AWSService.dynamoDB, "AWS_ENDPOINT_URL_DYNAMODB"), (.sqs, "AWS_ENDPOINT_URL_SQS"),
        (.ecs, "AWS_ENDPOINT_URL_ECS"), (.lambda, "AWS_ENDPOINT_URL_LAMBDA"), (.sts, "AWS_ENDPOINT_URL_STS"),
        (.s3, "AWS_ENDPOINT_URL_S3"), (.cloudFormation, "AWS_ENDPOINT_URL_CLOUDFORMATION"),
        (.ecr, "AWS_ENDPOINT_URL_ECR"), (.ssm, "AWS_ENDPOINT_URL_SSM"),
        (.secretsManager, "AWS_ENDPOINT_URL_SECRETS_MANAGER"), (.cloudWatchLogs, "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"),
    ])
    func theServicesOwnVariableWins(service: AWSService, variable: String) throws {
        let both = [variable: "http://own:1/a", "AWS_ENDPOINT_URL": "http://all:2"]
        #expect(try url(service, both) == "http://own:1/a")
        #expect(try url(service, ["AWS_ENDPOINT_URL": "http://all:2", variable: ""]) == "http://all:2")
        let ignored = both.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True"]) { $1 }
        #expect(try url(service, ignored).hasSuffix(".us-east-1.amazonaws.com"))
    }

    @Test func aBrokenVariableIsNamed() {
        let error = #expect(throws: AWSError.self) { try url(.sqs, ["AWS_ENDPOINT_URL_SQS": "localhost"]) }
        #expect(error?.code == "invalidConfiguration")
        #expect(error?.message.contains("AWS_ENDPOINT_URL_SQS") == true)
    }

    /// The endpoints of botocore 1.43.11, by its rule sets.
    @Test(arguments: [
        (AWSService.dynamoDB, "eu-west-1", "", "dynamodb.eu-west-1.amazonaws.com"),
        (.ecr, "us-east-1", "", "api.ecr.us-east-1.amazonaws.com"),
        (.s3, "cn-north-1", "", "s3.cn-north-1.amazonaws.com.cn"),
        (.sts, "eusc-de-east-1", "", "sts.eusc-de-east-1.amazonaws.eu"),
        (.ssm, "us-iso-east-1", "", "ssm.us-iso-east-1.c2s.ic.gov"),
        (.lambda, "us-isob-east-1", "", "lambda.us-isob-east-1.sc2s.sgov.gov"),
        (.ecs, "us-east-1", "F", "ecs-fips.us-east-1.amazonaws.com"),
        (.ecr, "us-east-1", "F", "api.ecr-fips.us-east-1.amazonaws.com"),
        (.dynamoDB, "us-gov-west-1", "F", "dynamodb.us-gov-west-1.amazonaws.com"),
        (.cloudWatchLogs, "us-gov-west-1", "F", "logs.us-gov-west-1.amazonaws.com"),
        (.lambda, "us-gov-west-1", "F", "lambda-fips.us-gov-west-1.amazonaws.com"),
        (.s3, "us-gov-west-1", "F", "s3-fips.us-gov-west-1.amazonaws.com"),
        (.dynamoDB, "us-east-1", "D", "dynamodb.us-east-1.api.aws"), (.ecr, "us-east-1", "D", "ecr.us-east-1.api.aws"),
        (.s3, "us-east-1", "D", "s3.dualstack.us-east-1.amazonaws.com"),
        (.secretsManager, "us-east-1", "D", "secretsmanager.us-east-1.amazonaws.com"),
        (.sqs, "cn-north-1", "D", "sqs.cn-north-1.api.amazonwebservices.com.cn"),
        (.dynamoDB, "us-gov-west-1", "FD", "dynamodb-fips.us-gov-west-1.api.aws"),
        (.ecr, "eu-west-1", "FD", "ecr-fips.eu-west-1.api.aws"),
        (.s3, "eu-west-1", "FD", "s3-fips.dualstack.eu-west-1.amazonaws.com"),
    ])
    func aRegionHasItsHosts(service: AWSService, region: String, flags: String, host: String) throws {
        var environment: [String: String] = [:]
        if flags.contains("F") { environment["AWS_USE_FIPS_ENDPOINT"] = "true" }
        if flags.contains("D") { environment["AWS_USE_DUALSTACK_ENDPOINT"] = "true" }
        #expect(try url(service, environment, region: region) == "https://" + host)
    }

    @Test(arguments: ["", "eu-central-1.evil.example", "x/y", "EU-CENTRAL-1", "a b", "ü"])
    func whatIsNoRegionNamesNoHost(region: String) {
        let error = #expect(throws: AWSError.self) { try url(.sqs, [:], region: region) }
        #expect(error?.code == "invalidConfiguration")
    }

    @Test func signingNamesAreThoseOfAWS() {
        let names = [AWSService.dynamoDB, .ecr, .secretsManager, .cloudWatchLogs, .cloudFormation].map(\.signingName)
        #expect(names == ["dynamodb", "ecr", "secretsmanager", "logs", "cloudformation"])
        #expect(AWSService.s3.signingOptions == .s3 && AWSService.sqs.signingOptions == .standard)
    }

    private func url(
        _ service: AWSService,
        _ environment: [String: String],
        region: String = "us-east-1"
    ) throws -> String {
        try EndpointResolver(environment: environment).endpoint(of: service, region: region).description
    }
}
