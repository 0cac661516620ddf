namespace GrifErrata.Monitor.Access;

/// <summary>An answer of one line.</summary>
internal static class Answer
{
    public static Task LineAsync(HttpContext context, int status, string line)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(line + "\n", context.RequestAborted);
    }
}
