using System.Globalization;
using System.Text;

namespace BankCrm.Benchmarks.Import;

/// <summary>A list of people who do not exist, each with a resident ID whose check digit is right.</summary>
internal static class MadeUpList
{
    private const string Families = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
    private const string Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="isLater">The same people some years later: other work, another address to write to, another tier.</param>
    public static void Write(string path, int from, int rows, bool isLater = false)
    {
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        text.Write("客户号,姓名,证件类型,证件号码,性别,手机号,邮箱,地址,职业,客户等级,风险等级,开户日期\r\n");
        for (var i = from; i < from + rows; i++)
        {
            text.Write(Row(i, isLater));
        }
    }

    private static string Row(int i, bool isLater)
    {
        var born = new DateOnly(1945, 1, 1).AddDays(i / 999 % 22_000);
        var (place, day) = (i % 999 + 1, born.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var first17 = $"{(i / 22_000_000 % 2 == 0 ? "110101" : "310101")}{day}{place:000}";
        var name = $"{Families[i % Families.Length]}{Given[i / 7 % Given.Length]}{Given[i / 31 % Given.Length]}";
        return $"K{i:00000000},{name},身份证,{first17}{Check(first17)},{(place % 2 == 1 ? "男" : "女")},13{i % 1_000_000_000:000000000},"
            + $"k{i}@example.{(isLater ? "org" : "com")},江苏省苏州市吴中区育才街{i % 300 + 1}号{i % 40 + 1}幢,{(isLater ? "校长,私人银行" : "教师,普通")},C{i % 5 + 1},{2010 + (i % 15)}-0{i % 9 + 1}-1{i % 9}\r\n";
    }

    private static char Check(string first17) => "10X98765432"[first17.Index().Sum(d => (d.Item - '0') * Weights[d.Index]) % 11];
}
