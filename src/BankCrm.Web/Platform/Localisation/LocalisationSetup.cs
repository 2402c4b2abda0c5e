using BankCrm.Application.Platform.Localisation;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BankCrm.Web.Platform.Localisation;

internal static partial class LocalisationSetup
{
    /// <summary>Sentences, dates and validation messages in the language of the request. Needs a TimeProvider.</summary>
    public static IServiceCollection AddLanguages(this IServiceCollection services, IConfiguration configuration)
    {
        var translations = Translations.Of(typeof(LocalisationSetup).Assembly); // here, so that a contradiction stops the start
        var text = new Text(translations);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["BankCrm:TimeZone"] ?? "Asia/Shanghai");

        ValidatorOptions.Global.LanguageManager = new ValidationWords();
        ValidatorOptions.Global.MessageFormatterFactory = () => new TranslatedMessage(text);

        services.AddSingleton(translations);
        services.AddSingleton(text);
        services.AddSingleton<IWording>(new TranslatedWording(translations));
        services.AddSingleton(s => new Show(s.GetRequiredService<TimeProvider>(), text, zone));
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingWords>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.All.Select(l => l.Culture)];
            options.DefaultRequestCulture = new(Languages.English.Culture);
            options.RequestCultureProviders = [new LanguageOfRequest()];
        });
        return services;
    }

    /// <summary>From here on the request has its language.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger<Translations>();
        app.ApplicationServices.GetRequiredService<Translations>().Missing = (language, sentence) => SaysItInEnglish(log, language, sentence);
        return app.UseRequestLocalization();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No {Language} for “{Sentence}”: shown in English")]
    private static partial void SaysItInEnglish(ILogger log, string language, string sentence);
}
