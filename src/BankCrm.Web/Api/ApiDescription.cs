using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BankCrm.Web.Api;

/// <summary>The description of the interface for programs and their writers: OpenAPI, drawn from the addresses themselves.</summary>
internal static class ApiDescription
{
    public const string Root = "/openapi";

    private const string Scheme = "token";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = address => address.RelativePath?.StartsWith(ApiSetup.Root[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "BankCrm", Version = "v1", Description = "For the bank's own systems. docs/api.md tells how to begin." };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Flows = new() { ClientCredentials = new() { TokenUrl = new(TokenApi.Path, UriKind.Relative), Scopes = Scopes() } },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiScopeNeeded>().LastOrDefault() is { } needed)
            {
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [needed.Scope] }];
            }

            AddHeader<NeedsKey>(operation, context, Keyed.Header, "A new key for each request, of 16 to 128 signs; the same key for the same request sent again.");
            AddHeader<NeedsIfMatch>(operation, context, "If-Match", "The ETag of the record as it was read.");
            return Task.CompletedTask;
        });
    });

    private static void AddHeader<TMark>(OpenApiOperation operation, OpenApiOperationTransformerContext context, string name, string says)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TMark>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = true,
                Description = says,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi().RequireAuthorization();

    private static Dictionary<string, string> Scopes() => Application.Common.ApiScope.All.ToDictionary(s => s.Name, s => s.Sentence);
}
