public import Constructs

/// A repository of images whose tags never change what they name, and which are scanned for known weaknesses when pushed.
public final class Repository: Component {
    /// A repository.
    /// - Parameters:
    ///   - images: Images that are kept; of more the oldest go.
    ///   - key: The key that encrypts them; nil for one that ECR owns.
    public init(_ scope: Construct, _ id: String, name: String, images: Int, key: EncryptionKey?) {
        let lifecycle: Value = [
            "rules": [
                [
                    "rulePriority": 1, "action": ["type": "expire"],
                    "selection": [
                        "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": .integer(images),
                    ],
                ]
            ]
        ]
        super.init(
            scope,
            id,
            type: "AWS::ECR::Repository",
            [
                "RepositoryName": .string(name), "ImageTagMutability": "IMMUTABLE",
                "ImageScanningConfiguration": ["ScanOnPush": true],
                "EncryptionConfiguration": key.map { ["EncryptionType": "KMS", "KmsKey": .token($0.arn)] },
                "LifecyclePolicy": ["LifecyclePolicyText": .token(.text(of: lifecycle))], "EmptyOnDelete": true,
            ]
        )
        require(images >= 1, "images is \(images); keep 1 or more")
        resource.removal = .destroy
    }

    /// Its ARN.
    public var arn: Token { getAtt("Arn") }
    /// Its URI, without a tag.
    public var uri: Token { getAtt("RepositoryUri") }

    /// Lets a role pull its images.
    public func grantPull(to role: Role) {
        role.allow(
            "PullImage",
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            on: [arn]
        )
        // Has no resource to be restricted to: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
        role.allow("SignInToRegistry", ["ecr:GetAuthorizationToken"], on: ["*"])
    }
}
